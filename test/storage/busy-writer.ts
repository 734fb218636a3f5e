import { OpenStore } from '../contracts/open-store.ts';

/** Writes request after request into the store named first until it is killed; says when it has begun. */
const store = await OpenStore.open(`sqlite:${process.argv[2]}`);
for (let number = 1; ; number += 1) {
  const request = await store.ask([number]);
  await store.ledger.append(request, [{ type: 'stop-asked', by: request.ask.by }]);
  if (number === 5) process.stdout.write('writing\n');
  await new Promise((resolve) => setImmediate(resolve));
}
