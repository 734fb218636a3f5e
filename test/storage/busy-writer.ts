import { once } from 'node:events';
import { OpenStore } from '../contracts/open-store.ts';

/** So many requests for each byte on stdin: however fast the disk is, the store grows no further. */
const forEach = 100;
let wanted = 0;
process.stdin.on('data', (bytes: Buffer) => {
  wanted += bytes.length * forEach;
});

/** Writes request after request into the store named first until it is killed; says when it has begun. */
const store = await OpenStore.open(`sqlite:${process.argv[2]}`);
for (let number = 1; ; number += 1) {
  while (number > wanted) await once(process.stdin, 'data');
  const request = await store.ask([number]);
  await store.ledger.append(request, [{ type: 'stop-asked', by: request.ask.by }]);
  if (number === 5) process.stdout.write('writing\n');
  await new Promise((resolve) => setImmediate(resolve));
}
