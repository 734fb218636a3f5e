import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LeaveAnswer } from '../../../src/leaving/outcome.ts';
import type { GroupRead, ReadResult } from '../../../src/leaving/ports/wasend.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { groupId } from '../../contracts/open-store.ts';
import { answerOf, factsOf, failed, listOf, Steps, sessionIn } from './steps.ts';

const named: ReadResult<GroupRead> = {
  kind: 'ok',
  value: { facts: factsOf(groupId(1)), membership: { kind: 'in', as: '4915112345678' }, path: 'group' },
};
const without: ReadResult<GroupRead> = {
  kind: 'ok',
  value: {
    facts: factsOf(groupId(1)),
    membership: { kind: 'absent', names: ['4915112345678'] },
    path: 'group',
  },
};
const outsider = failed('refused', { status: 404, outsider: { namesGroup: true, path: 'group' } });

describe('the step that looks', () => {
  let steps: Steps;
  beforeEach(async () => {
    steps = await Steps.open();
  });
  afterEach(() => steps.store.close());

  /** A group that was called and answered so, with the first look not yet due. */
  async function called(
    answer: Pick<LeaveAnswer, 'class'> & Partial<LeaveAnswer>,
    groups = [1],
  ): Promise<Request> {
    steps.answer = () => answerOf(answer);
    const request = await steps.store.ask(groups);
    await steps.step(request);
    steps.asked.length = 0;
    return request;
  }

  /** Turns the clock to each of these times after the answer and takes the step that is due then. */
  async function lookAt(request: Request, ...timesMs: number[]): Promise<void> {
    let at = 0;
    for (const timeMs of timesMs) {
      await steps.store.clock.advance(timeMs - at);
      await steps.step(request);
      at = timeMs;
    }
  }

  test('nothing is read before its time', async () => {
    const request = await called({ class: 'accepted' });
    await steps.store.clock.advance(2_999);
    expect(await steps.step(request)).toBe(1_000);
    expect(steps.asked).toEqual([]);
  });

  test('the group alone is read, and its members without us confirm', async () => {
    const request = await called({ class: 'accepted' });
    steps.group = () => without;
    await lookAt(request, 3_000);
    expect(steps.asked).toEqual(['group']);
    expect(await steps.statuses(request)).toMatchObject([
      { kind: 'left', confirmed: true, evidence: 'members-without-us' },
    ]);
    expect(await steps.events(request)).toEqual(['calling', 'answered', 'looked', 'finished']);
  });

  test('a refusal confirms only beside a session that works', async () => {
    const request = await called({ class: 'accepted' });
    steps.group = () => outsider;
    steps.session = sessionIn('down');
    await lookAt(request, 3_000);
    expect(steps.asked).toEqual(['group', 'session']);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'looking' }]);
    steps.session = sessionIn('usable');
    await lookAt(request, 7_000);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'left', evidence: 'refused-as-outsider' }]);
  });

  test('the list is read at the last look alone, without members', async () => {
    const request = await called({ class: 'accepted' });
    steps.groups = listOf([factsOf(groupId(2))]);
    await lookAt(request, 3_000, 10_000);
    expect(steps.asked).toEqual(['group', 'group']);
    await lookAt(request, 20_000);
    expect(steps.asked).toEqual(['group', 'group', 'group', 'list']);
    expect(await steps.statuses(request)).toMatchObject([
      { kind: 'left', confirmed: true, evidence: 'absent-from-list' },
    ]);
  });

  test('no list is read where the group itself tells, or where the look is postponed', async () => {
    const request = await called({ class: 'accepted' });
    await lookAt(request, 3_000, 10_000);
    steps.group = () => failed('rate-limited', { status: 429, retryAfterMs: 7_000 });
    await lookAt(request, 20_000);
    steps.group = () => named;
    await lookAt(request, 7_000);
    expect(steps.asked).toEqual(['group', 'group', 'group', 'group']);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'still-in', after: 'accepted' }]);
  });

  test('a list that was not to be had postpones the last look', async () => {
    const request = await called({ class: 'accepted' });
    await lookAt(request, 3_000, 10_000);
    steps.groups = failed('unreachable');
    await steps.store.clock.advance(20_000);
    expect(await steps.step(request)).toBe(10_000);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'looking' }]);
  });

  test('a postponed look is taken again when told, is not counted, and ends after an hour', async () => {
    const request = await called({ class: 'accepted' });
    steps.group = () => failed('rate-limited', { status: 429, retryAfterMs: 7_000 });
    await steps.store.clock.advance(3_000);
    expect(await steps.step(request)).toBe(7_000);
    await steps.store.clock.advance(60 * 60_000 - 1);
    expect(await steps.step(request)).toBe(60_000);
    expect(await steps.events(request)).toEqual(['calling', 'answered']);
    await steps.store.clock.advance(1);
    expect(await steps.step(request)).toBeNull();
    expect(await steps.events(request)).toEqual(['calling', 'answered', 'looked']);
    expect((await steps.store.load(request)).leaves[0]?.looks).toBe(1);
  });

  test('its own tries do not keep a look from the places that its reads need', async () => {
    const request = await called({ class: 'accepted' });
    await lookAt(request, 3_000, 10_000);
    const now = (): number => steps.store.clock.now();
    // Reads are counted, ten in a minute, and one becomes free every six seconds.
    const calls = Array.from({ length: 10 }, (_, call) => now() + 20_000 - 60_000 + 6_000 * (call + 1));
    const limitedForMs = (): number | null => {
      while ((calls[0] ?? now()) <= now() - 60_000) calls.shift();
      if (calls.length < 10) calls.push(now());
      else return (calls[0] ?? now()) + 60_000 - now();
      return null;
    };
    const limited = (retryAfterMs: number) => failed('rate-limited', { status: 429, retryAfterMs });
    steps.group = () => {
      const groupMs = limitedForMs();
      const listMs = groupMs === null ? limitedForMs() : null;
      steps.groups = listMs === null ? listOf([factsOf(groupId(2))]) : limited(listMs);
      return groupMs === null ? failed('timed-out') : limited(groupMs);
    };
    let pauseMs: number | null = 20_000;
    let waitedMs = 0;
    for (; pauseMs !== null && waitedMs < 60 * 60_000; waitedMs += pauseMs ?? 0) {
      await steps.store.clock.advance(pauseMs);
      pauseMs = await steps.step(request);
    }
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'left', evidence: 'absent-from-list' }]);
    expect(waitedMs).toBeLessThan(3 * 60_000);
  });

  test('the spellings that were found since the call count too', async () => {
    const request = await called({ class: 'accepted' });
    steps.group = () => ({
      kind: 'ok',
      value: { facts: factsOf(groupId(1)), membership: { kind: 'absent', names: ['77@lid'] }, path: 'group' },
    });
    await lookAt(request, 3_000);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'looking' }]);
    steps.foundAs = ['77@lid'];
    await lookAt(request, 7_000);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'left', confirmed: true }]);
  });

  test('an unclear refusal is looked at at once, session and group, and says what was seen', async () => {
    const request = await called({ class: 'not-clear', status: 403, said: 'No' });
    steps.group = () => ({
      kind: 'ok',
      value: {
        facts: factsOf(groupId(1), { standing: 'owner' }),
        membership: { kind: 'in', as: '4915112345678' },
        path: 'group',
      },
    });
    await steps.step(request);
    expect(steps.asked.toSorted()).toEqual(['group', 'session']);
    expect(await steps.statuses(request)).toEqual([{ kind: 'refused', why: 'owner' }]);
  });

  test('an unclear refusal of a group we are out of reads the session once', async () => {
    const request = await called({ class: 'not-clear', status: 404 });
    steps.group = () => outsider;
    await steps.step(request);
    expect(steps.asked.toSorted()).toEqual(['group', 'session']);
    expect(await steps.statuses(request)).toMatchObject([
      { kind: 'already-out', evidence: 'refused-as-outsider' },
    ]);
  });

  test('a session in doubt is read alone', async () => {
    const request = await called({ class: 'session-in-doubt', status: 422 });
    await steps.step(request);
    expect(steps.asked).toEqual(['session']);
    expect(await steps.statuses(request)).toEqual([{ kind: 'refused', why: 'clear-no' }]);
  });

  test('a session in doubt that cannot be read is read again', async () => {
    const request = await called({ class: 'session-in-doubt', status: 422 });
    steps.session = failed('unreachable');
    expect(await steps.step(request)).toBe(10_000);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'looking' }]);
  });

  test.each(['session-in-doubt', 'not-clear'] as const)(
    'after a refusal (%s) a session that is down halts the rest, in the words of the refusal',
    async (kind) => {
      steps.session = sessionIn('down');
      const request = await called({ class: kind, status: 422, said: 'Not connected' }, [1, 2]);
      await steps.step(request);
      expect(await steps.statuses(request)).toEqual([
        { kind: 'refused', why: 'session-down' },
        { kind: 'not-asked', why: 'session-down' },
      ]);
      const { ending } = await steps.store.load(request);
      expect(ending).toMatchObject({ said: 'Not connected' });
    },
  );

  test.each(['accepted', 'unknown'] as const)(
    'after %s a session that is down halts nothing',
    async (kind) => {
      const request = await called({ class: kind }, [1, 2]);
      await steps.step(request);
      steps.group = () => outsider;
      steps.session = sessionIn('down');
      await steps.store.clock.advance(3_000);
      await steps.step(request);
      expect((await steps.store.load(request)).ending).toBeNull();
    },
  );

  test('a connection that is gone is seen as nothing, to the end', async () => {
    const request = await called({ class: 'unknown', status: null });
    steps.connection = 'not-connected';
    await lookAt(request, 3_000, 10_000, 30_000, 100_000);
    expect(steps.asked).toEqual([]);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'not-known', evidence: 'not-connected' }]);
  });
});
