import { expect, test } from '@jest/globals';
import { startWorker } from '../../src/app/work.ts';
import { LaneId } from '../../src/leaving/ids.ts';
import { OpenStore } from '../contracts/open-store.ts';

/** Steps that hang until they are let go, and how many of each lane were under way at once. */
async function hanging(lanes: readonly { readonly lane: LaneId; readonly requests: number }[]) {
  const store = await OpenStore.open();
  let group = 0;
  for (const { lane, requests } of lanes)
    for (let made = 0; made < requests; made += 1) {
      group += 1;
      await store.ask([group], { lane });
    }
  const underWay = new Map<LaneId, number>();
  const letGo: (() => void)[] = [];
  const worker = startWorker({
    kind: 'step',
    wakes: store.storage.wakes,
    clock: store.clock,
    work: ({ lane }) => {
      underWay.set(lane, (underWay.get(lane) ?? 0) + 1);
      return new Promise((resolve) => letGo.push(() => resolve(store.clock.now() + 60_000)));
    },
    failed: async () => {},
    storeFailed: () => {},
  });
  await store.clock.advance(10);
  const atOnce = lanes.map(({ lane }) => underWay.get(lane) ?? 0);
  const closed = worker.close();
  for (const end of letGo) end();
  await closed;
  await store.close();
  return atOnce;
}

const lane = (name: string): LaneId => LaneId.parse(name);

test('a lane whose calls hang has sixteen under way at most, and holds up nobody else’s', async () => {
  const atOnce = await hanging([
    { lane: lane('hangs'), requests: 40 },
    { lane: lane('other'), requests: 3 },
  ]);
  expect(atOnce).toEqual([16, 3]);
});

test('in all, 256 are under way at most', async () => {
  const lanes = Array.from({ length: 20 }, (_, index) => ({ lane: lane(`lane-${index}`), requests: 15 }));
  const atOnce = await hanging(lanes);
  expect(atOnce.reduce((sum, one) => sum + one, 0)).toBe(256);
});
