import { expect, test } from '@jest/globals';
import { startWorker } from '../../src/app/work.ts';
import type { RequestId } from '../../src/leaving/ids.ts';
import type { Failing } from '../../src/leaving/ports/wakes.ts';
import { begin, OpenStore } from '../contracts/open-store.ts';

test('work that fails is taken again with growing pauses, and is counted until it is given up or succeeds', async () => {
  const store = await OpenStore.open();
  await store.ask([1]);
  const tried: number[] = [];
  const failings: Failing[] = [];
  const worker = startWorker({
    kind: 'step',
    wakes: store.storage.wakes,
    clock: store.clock,
    work: async () => {
      tried.push(store.clock.now() - begin);
      throw new Error('broken');
    },
    failed: async (_, __, failing) => void failings.push(failing),
    storeFailed: (error) => {
      throw error;
    },
  });
  await store.clock.advance(5 * 60_000);
  await worker.close();
  expect(tried).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243].map((seconds) => seconds * 1_000));
  expect(failings.at(-1)).toEqual({ tries: 10, since: begin });
  await store.close();
});

test('while a step is under way nobody asks again and again what is due', async () => {
  const store = await OpenStore.open();
  await store.ask([1]);
  await store.clock.advance(1);
  let asked = 0;
  const begun: RequestId[] = [];
  let end = (): void => {};
  const worker = startWorker({
    kind: 'step',
    wakes: {
      ...store.storage.wakes,
      due: (...args) => {
        asked += 1;
        return store.storage.wakes.due(...args);
      },
    },
    clock: store.clock,
    work: ({ requestId }) => {
      begun.push(requestId);
      return new Promise((resolve) => {
        end = () => resolve(null);
      });
    },
    failed: async () => {},
    storeFailed: () => {},
  });
  await store.clock.advance(60_000);
  expect(begun).toHaveLength(1);
  expect(asked).toBeLessThan(5);
  const closed = worker.close();
  end();
  await closed;
  await store.close();
});

test('what nobody waits for begins when others let it', async () => {
  const store = await OpenStore.open();
  await store.ask([1]);
  const begun: RequestId[] = [];
  let free = (): void => {};
  const worker = startWorker({
    kind: 'step',
    wakes: store.storage.wakes,
    clock: store.clock,
    whenFree: () =>
      new Promise((resolve) => {
        free = resolve;
      }),
    work: async ({ requestId }) => {
      begun.push(requestId);
      return null;
    },
    failed: async () => {},
    storeFailed: () => {},
  });
  await store.clock.advance(60_000);
  expect(begun).toEqual([]);
  free();
  await store.clock.advance(0);
  expect(begun).toHaveLength(1);
  const closed = worker.close();
  free();
  await closed;
  await store.close();
});

test('what still waits to begin when it closes does not begin', async () => {
  const store = await OpenStore.open();
  await store.ask([1]);
  const begun: RequestId[] = [];
  let free = (): void => {};
  const worker = startWorker({
    kind: 'step',
    wakes: store.storage.wakes,
    clock: store.clock,
    whenFree: () =>
      new Promise((resolve) => {
        free = resolve;
      }),
    work: async ({ requestId }) => {
      begun.push(requestId);
      return null;
    },
    failed: async () => {},
    storeFailed: () => {},
  });
  await store.clock.advance(60_000);
  const closed = worker.close();
  free();
  await closed;
  expect(begun).toEqual([]);
  await store.close();
});
