import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AdvanceMeans } from '../../../src/leaving/advance/means.ts';
import type { Claim } from '../../../src/leaving/ports/claim.ts';
import { groupId, lane, mei, sessionId } from '../../contracts/open-store.ts';
import { ana, answerOf, Steps } from './steps.ts';

describe('the step that calls', () => {
  let steps: Steps;
  beforeEach(async () => {
    steps = await Steps.open();
  });
  afterEach(() => steps.store.close());

  test('an accepted leave is looked at, and the next group is called', async () => {
    const request = await steps.store.ask([1, 2]);
    expect(await steps.step(request)).toBeNull();
    expect(await steps.step(request)).toBeNull();
    expect(steps.asked).toEqual([`leave ${groupId(1)}`, `leave ${groupId(2)}`]);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'looking', after: 'accepted', last: null },
      { kind: 'looking', after: 'accepted', last: null },
    ]);
    expect(steps.warnings).toEqual([]);
  });

  test.each(['not-connected', 'key-unreadable'] as const)('%s halts, and nothing is called', async (why) => {
    steps.connection = why;
    const request = await steps.store.ask([1, 2]);
    await steps.step(request);
    expect(steps.asked).toEqual([]);
    expect(await steps.events(request)).toEqual(['halted', 'finished']);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'not-asked', why },
      { kind: 'not-asked', why },
    ]);
  });

  test('a step under way when the process is to end begins no call, and is owed to the next process', async () => {
    const request = await steps.store.ask([1]);
    const connect: AdvanceMeans['connect'] = async (of) => {
      steps.isClosing = true;
      return steps.means.connect(of);
    };
    expect(await steps.step(request, { connect })).toBe(0);
    expect(steps.asked).toEqual([]);
    expect(await steps.events(request)).toEqual([]);
    steps.isClosing = false;
    await steps.step(request);
    expect(steps.asked).toEqual([`leave ${groupId(1)}`]);
  });

  test('a workspace that was stopped since has nothing called, by the word of who stopped it', async () => {
    const request = await steps.store.ask([1]);
    await steps.rule({ stoppedBy: ana });
    await steps.step(request);
    expect(steps.asked).toEqual([]);
    expect(await steps.statuses(request)).toEqual([{ kind: 'stopped', by: ana }]);
  });

  test('a group that was protected since is put aside; the others are called', async () => {
    const request = await steps.store.ask([1, 2]);
    await steps.rule({ protectedGroups: ['Group 1'] });
    await steps.step(request);
    await steps.step(request);
    expect(steps.asked).toEqual([`leave ${groupId(2)}`]);
    expect((await steps.statuses(request))[0]).toEqual({ kind: 'set-aside', why: 'protected' });
  });

  test('a key that Wasend does not take halts the rest, with its words', async () => {
    steps.answer = () => answerOf({ class: 'unauthorized', status: 401, said: 'Bad key' });
    const request = await steps.store.ask([1, 2]);
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'refused', why: 'unauthorized' },
      { kind: 'not-asked', why: 'unauthorized' },
    ]);
    const { ending } = await steps.store.load(request);
    expect(ending).toEqual({ kind: 'halted', why: 'unauthorized', said: 'Bad key' });
  });

  test('an ask that never left this machine is in the log with its fault, and waits', async () => {
    steps.answer = () => answerOf({ class: 'not-sent', status: null, fault: 'ECONNREFUSED' });
    const request = await steps.store.ask([1]);
    await steps.step(request);
    expect(steps.warnings).toEqual([
      { requestId: request.requestId, lane, sessionId, fault: 'ECONNREFUSED' },
    ]);
    expect(await steps.statuses(request)).toEqual([{ kind: 'waiting' }]);
  });

  test('the hour of patience and two tries end what waits, and not a millisecond earlier', async () => {
    steps.answer = () => answerOf({ class: 'not-sent', status: null, fault: 'ECONNREFUSED' });
    const request = await steps.store.ask([1]);
    await steps.step(request);
    await steps.store.clock.advance(59 * 60_000 + 50_000);
    await steps.step(request);
    // The second try backs the lane off for ten seconds: until the hour is over.
    await steps.store.clock.advance(9_999);
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([{ kind: 'waiting' }]);
    await steps.store.clock.advance(1);
    await steps.step(request);
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([{ kind: 'not-asked', why: 'unreachable' }]);
    expect(steps.asked).toHaveLength(3);
  });

  test('an hour with one try alone is no end: it is tried again', async () => {
    steps.answer = () => answerOf({ class: 'rate-limited', status: 429, retryAfterMs: 2 * 60 * 60_000 });
    const request = await steps.store.ask([1]);
    await steps.step(request);
    await steps.store.clock.advance(60 * 60_000 + 1);
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([{ kind: 'waiting' }]);
    expect(await steps.events(request)).toEqual(['calling', 'answered']);
  });

  test('a request whose hold is not over when the lane was last tried loses no patience by it', async () => {
    steps.answer = () => answerOf({ class: 'not-sent', status: null, fault: 'ECONNREFUSED' });
    const early = await steps.store.ask([1]);
    await steps.step(early);
    await steps.store.clock.advance(60 * 60_000 - 10_000);
    const late = await steps.store.ask([2], { sessionId, holdMs: 11_000 });
    await steps.step(early);
    await steps.store.clock.advance(10_000);
    await steps.step(early);
    expect(await steps.statuses(late)).toEqual([{ kind: 'waiting' }]);
    await steps.store.clock.advance(1_000);
    await steps.step(late);
    expect(await steps.statuses(late)).toEqual([{ kind: 'waiting' }]);
  });

  test('what a claim compares: the spellings seen, once each, at most twenty, and the gap drawn', async () => {
    steps.foundAs = [
      '1@lid',
      '4915112345678',
      ...Array.from({ length: 30 }, (_, index) => `${index + 2}@lid`),
    ];
    steps.random = 0.5;
    const claims: Claim[] = [];
    const { ledger } = steps.means;
    const watched = {
      ...ledger,
      claim: (...of: Parameters<typeof ledger.claim>) => {
        claims.push(of[1]);
        return ledger.claim(...of);
      },
    };
    const request = await steps.store.ask([1]);
    await steps.step(request, { ledger: watched });
    expect(claims).toMatchObject([
      {
        attempt: 1,
        gapMs: 32_500,
        longestGapMs: 45_000,
        dailyCap: null,
        leaseMs: 100_000,
        limit: 10,
        windowMs: 60_000,
      },
    ]);
    expect(claims[0]?.foundAs).toHaveLength(20);
    expect(claims[0]?.foundAs.slice(0, 3)).toEqual(['4915112345678', '1@lid', '2@lid']);
    const [leave] = (await steps.store.load(request)).leaves;
    expect(leave?.foundAs).toEqual(claims[0]?.foundAs);
  });

  test('an older state claims nothing, and is looked at again at once', async () => {
    const request = await steps.store.ask([1]);
    const { ledger } = steps.means;
    const stale = { ...ledger, claim: () => Promise.resolve({ kind: 'stale' as const }) };
    expect(await steps.step(request, { ledger: stale })).toBe(0);
    expect(steps.asked).toEqual([]);
  });

  test('an answer is kept over a Stop that came meanwhile', async () => {
    const request = await steps.store.ask([1, 2]);
    steps.answer = async () => {
      await steps.store.ledger.append(await steps.store.load(request), [{ type: 'stop-asked', by: mei }]);
      return answerOf({ class: 'accepted' });
    };
    await steps.step(request);
    expect(await steps.statuses(request)).toEqual([
      { kind: 'looking', after: 'accepted', last: null },
      { kind: 'stopped', by: mei },
    ]);
  });

  test('an answer after the end is a note, and reopens nothing', async () => {
    const request = await steps.store.ask([1, 2]);
    steps.answer = async () => {
      const given = { type: 'given-up', why: 'broken', reference: 'r-1' } as const;
      await steps.store.ledger.append(await steps.store.load(request), [given, { type: 'finished' }]);
      return answerOf({ class: 'unauthorized', status: 401 });
    };
    await steps.step(request);
    expect(await steps.events(request)).toEqual(['calling', 'given-up', 'finished', 'answered']);
    expect(await steps.statuses(request)).toMatchObject([
      { kind: 'not-known' },
      { kind: 'not-asked', why: 'broken' },
    ]);
  });

  test('a store that is broken is asked once', async () => {
    const { ledger } = steps.means;
    const broken = { ...ledger, append: () => Promise.reject(new Error('torn')) };
    await expect(steps.step(await steps.store.ask([1]), { ledger: broken })).rejects.toThrow('torn');
    expect(steps.slept).toEqual([]);
  });
});
