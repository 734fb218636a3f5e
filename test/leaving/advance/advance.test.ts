import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { advance, giveUp } from '../../../src/leaving/advance/advance.ts';
import { endAfter } from '../../../src/leaving/advance/write.ts';
import { RequestId } from '../../../src/leaving/ids.ts';
import { mei } from '../../contracts/open-store.ts';
import { Steps } from './steps.ts';

describe('one step of a request', () => {
  let steps: Steps;
  beforeEach(async () => {
    steps = await Steps.open();
  });
  afterEach(() => steps.store.close());

  test('a request that is not there, and one that has ended, owe nothing', async () => {
    const none = RequestId.parse('01J00000000000000000000099');
    expect(await advance(none, steps.means)).toBeNull();
    await giveUp(none, 'broken', 'r-1', steps.means);
    const request = await steps.store.ask([1]);
    await giveUp(request.requestId, 'broken', 'r-1', steps.means);
    expect(await steps.events(request)).toEqual(['given-up', 'finished']);
    await giveUp(request.requestId, 'broken', 'r-2', steps.means);
    expect(await steps.step(request)).toBeNull();
    expect(await steps.events(request)).toEqual(['given-up', 'finished']);
    expect((await steps.store.load(request)).ending).toEqual({
      kind: 'given-up',
      why: 'broken',
      reference: 'r-1',
    });
  });

  test('what a request that breaks has called stays not known, and the rest was not asked', async () => {
    const request = await steps.store.ask([1, 2, 3]);
    await steps.step(request);
    await steps.store.claim(await steps.store.load(request));
    await giveUp(request.requestId, 'broken', 'r-1', steps.means);
    expect(await steps.statuses(request)).toMatchObject([
      { kind: 'not-known', evidence: 'not-looked' },
      { kind: 'not-known', evidence: 'not-looked' },
      { kind: 'not-asked', why: 'broken' },
    ]);
  });

  test('who gives up waiting leaves what was called to its looks', async () => {
    const request = await steps.store.ask([1, 2]);
    await steps.step(request);
    await giveUp(request.requestId, 'unreachable', null, steps.means);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'looking' }, { kind: 'not-asked' }]);
    expect(await steps.events(request)).toEqual(['calling', 'answered', 'given-up']);
  });

  test('times of a clock that was years ahead hold nothing up once it is set right', async () => {
    const yearMs = 365 * 24 * 60 * 60_000;
    const { store } = steps;
    const now = store.clock.now();
    const request = await store.ask([1, 2], { holdMs: yearMs });
    await steps.step(request);
    expect(steps.asked).toHaveLength(1);
    const later = { now: () => now - yearMs };
    await steps.step(request, later);
    expect(await steps.events(request)).toEqual(['calling', 'answered', 'looked']);
  });

  test('an approval that could be given for years has expired', async () => {
    const until = steps.store.clock.now() + 365 * 24 * 60 * 60_000;
    const request = await steps.store.ask([1], { approval: { needed: 1, until, list: 'l' } });
    await steps.step(request);
    expect(await steps.events(request)).toEqual(['approval-expired', 'finished']);
  });

  test('nothing is called before the hold is over', async () => {
    const request = await steps.store.ask([1], { holdMs: 5_000 });
    expect(await steps.step(request)).toBe(5_000);
    await steps.store.clock.advance(4_999);
    expect(await steps.step(request)).toBe(1_000);
    expect(steps.asked).toEqual([]);
    await steps.store.clock.advance(1);
    await steps.step(request);
    expect(steps.asked).toHaveLength(1);
  });

  test('a call under way is waited for, and one whose answer will never come is settled by looking', async () => {
    const request = await steps.store.ask([1, 2]);
    await steps.store.claim(request);
    expect(await steps.step(request)).toBe(100_000);
    await steps.store.clock.advance(99_999);
    expect(await steps.step(request)).toBe(1_000);
    expect(steps.asked).toEqual([]);
    await steps.store.clock.advance(1);
    await steps.step(request);
    expect(steps.asked).toEqual([]);
    expect(await steps.events(request)).toEqual(['calling', 'answered']);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'looking', after: 'unknown', last: null },
      { kind: 'waiting' },
    ]);
    const [leave] = (await steps.store.load(request)).leaves;
    expect(leave?.answer).toEqual({ class: 'unknown', status: null, said: null });
  });

  test('the end is written with what brings it, once, and only when nothing is owed', async () => {
    const request = await steps.store.ask([1, 2]);
    const stop = { type: 'stop-asked', by: mei } as const;
    const at = steps.store.clock.now();
    const end = (...events: Parameters<typeof endAfter>[1]) => endAfter(request, events, at, () => false);
    expect(end(stop)).toEqual([{ type: 'finished' }]);
    expect(end(stop, { type: 'finished' })).toEqual([]);
    expect(end()).toEqual([]);
  });
});
