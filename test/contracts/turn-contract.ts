import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OpenStore } from './open-store.ts';

/** What every storage promises of turns, such as those of a channel. */
export function turnContract(open: () => Promise<OpenStore>): void {
  let store: OpenStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  test('turns of one name are as far apart as wanted, each name for itself', async () => {
    const { storage, clock } = store;
    const began = clock.now();
    expect(await storage.turn('one', 1_000)).toBeNull();
    await clock.advance(400);
    expect(await storage.turn('one', 1_000)).toBe(began + 1_000);
    expect(await storage.turn('two', 1_000)).toBeNull();
    await clock.advance(600);
    expect(await storage.turn('one', 1_000)).toBeNull();
  });
}
