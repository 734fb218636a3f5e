import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ClaimResult } from '../../../src/leaving/ports/claim.ts';
import type { HoldUp } from '../../../src/leaving/ports/hold-ups.ts';
import type { GroupRead, ReadResult } from '../../../src/leaving/ports/wasend.ts';
import { groupId, mei } from '../../contracts/open-store.ts';
import { answerOf, factsOf, failed, Steps } from './steps.ts';

const hourMs = 60 * 60_000;

describe('where one step ends and another begins', () => {
  let steps: Steps;
  beforeEach(async () => {
    steps = await Steps.open();
  });
  afterEach(() => steps.store.close());

  const claiming = (claim: ClaimResult) => ({
    ledger: { ...steps.means.ledger, claim: () => Promise.resolve(claim) },
  });
  const absent = (...names: string[]): ReadResult<GroupRead> => ({
    kind: 'ok',
    value: { facts: factsOf(groupId(1)), membership: { kind: 'absent', names }, path: 'group' },
  });

  test('rules that changed before the claim are judged again in a quarter of a second', async () => {
    const request = await steps.store.ask([1]);
    expect(await steps.step(request, claiming({ kind: 'rules-changed' }))).toBe(250);
    expect(await steps.events(request)).toEqual([]);
  });

  test.each<[string, Partial<HoldUp>, boolean]>([
    ['an hour and two tries', {}, true],
    ['a millisecond less', { failingSince: 1 }, false],
    ['one try', { tries: 1 }, false],
    ['a last try before the hold was over', { lastTryAt: -1 }, false],
  ])('patience with %s', async (_, changes, isOver) => {
    const request = await steps.store.ask([1]);
    const now = steps.store.clock.now();
    const { failingSince = 0, tries = 2, lastTryAt = 0 } = changes;
    const holdUp = {
      why: 'unreachable',
      failingSince: now - hourMs + failingSince,
      tries,
      lastTryAt: request.holdUntil + lastTryAt,
    } as HoldUp;
    await steps.step(request, claiming({ kind: 'wait', why: 'hold-up-of-lane', until: 0, holdUp }));
    expect(await steps.events(request)).toEqual(isOver ? ['given-up', 'finished'] : []);
  });

  test('an answer that ends the request ends it in the same writing, also over a Stop', async () => {
    steps.answer = () => answerOf({ class: 'unauthorized', status: 401, said: 'Bad key' });
    const alone = await steps.store.ask([1]);
    await steps.step(alone);
    expect(await steps.events(alone)).toEqual(['calling', 'answered', 'halted', 'finished']);
    const stopped = await steps.store.ask([2, 3]);
    steps.answer = async () => {
      await steps.store.ledger.append(await steps.store.load(stopped), [{ type: 'stop-asked', by: mei }]);
      return answerOf({ class: 'unauthorized', status: 401, said: 'Bad key' });
    };
    await steps.step(stopped);
    expect(await steps.events(stopped)).toEqual(['calling', 'stop-asked', 'answered', 'halted', 'finished']);
  });

  test('a wait of 25 hours is waited for, a longer one was written by a wrong clock', async () => {
    const waiting = await steps.store.ask([1], { holdMs: 25 * hourMs });
    expect(await steps.step(waiting)).toBe(25 * hourMs);
    const wrong = await steps.store.ask([2], { holdMs: 25 * hourMs + 1 });
    expect(await steps.step(wrong)).toBeNull();
    expect(steps.asked).toEqual([`leave ${groupId(2)}`]);
  });

  test('of two looks the one that is due first is taken first, and of two at once the first of the list', async () => {
    const looked: string[] = [];
    steps.group = (id) => {
      looked.push(id);
      return failed('timed-out', { status: 504 });
    };
    const request = await steps.store.ask([1, 2]);
    await steps.step(request);
    await steps.step(request);
    await steps.store.clock.advance(3_000);
    await steps.step(request);
    expect(looked).toEqual([groupId(1)]);
    // Group 1 is looked at again seven seconds later, group 2 is due.
    await steps.step(request);
    expect(looked).toEqual([groupId(1), groupId(2)]);
    expect(await steps.step(request)).toBe(7_000);
  });

  test('a look without a connection says nothing of who owns the group', async () => {
    steps.answer = () => answerOf({ class: 'not-clear', status: 403 });
    const request = await steps.store.ask([1]);
    await steps.step(request);
    steps.connection = 'not-connected';
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([{ kind: 'refused', why: 'not-clear' }]);
  });

  test('the spellings found before the call count at the look, also in a new process', async () => {
    steps.foundAs = ['1@lid'];
    const request = await steps.store.ask([1]);
    await steps.step(request);
    steps.foundAs = [];
    steps.group = () => absent('1@lid');
    await steps.store.clock.advance(3_000);
    await steps.step(request);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'left', confirmed: true }]);
  });
});
