import { describe, expect, test } from '@jest/globals';
import type { EventOf } from '../../src/leaving/events.ts';
import { asked, type Leave, type LookedAfter } from '../../src/leaving/leave.ts';
import { haltedBy, isLastLook, lastLookAt, leaveAfterLook, nextLookAt } from '../../src/leaving/looking.ts';
import type { SessionSeen } from '../../src/leaving/outcome.ts';
import { askedGroup } from '../contracts/open-store.ts';

const leaveLooked = (after: LookedAfter, changes: Partial<Leave> = {}): Leave => ({
  ...asked(askedGroup(1)),
  status: { kind: 'looking', after, last: null },
  calledAt: 1_000,
  answeredAt: 5_000,
  ...changes,
});
const looked = (changes: Partial<EventOf<'looked'>> = {}): EventOf<'looked'> => ({
  type: 'looked',
  groupId: askedGroup(1).groupId,
  look: 1,
  sighting: 'cannot-tell',
  evidence: 'group-unread',
  session: 'usable',
  owner: false,
  ...changes,
});

describe('when looks come', () => {
  test.each<[LookedAfter, Partial<Leave>, number[]]>([
    ['accepted', {}, [8_000, 15_000, 35_000]],
    ['unknown', {}, [8_000, 15_000, 35_000, 101_000]],
    ['unknown', { calledAt: null }, [8_000, 15_000, 35_000, 105_000]],
    // An answer that came so late that the call was over before: one of the others is the one after its end.
    ['unknown', { answeredAt: 200_000 }, [203_000, 210_000, 230_000]],
    ['not-clear', {}, [5_000]],
    ['session-in-doubt', {}, [5_000]],
  ])('after %s %j', (after, changes, times) => {
    times.forEach((time, looks) => {
      const leave = leaveLooked(after, { ...changes, looks });
      expect(nextLookAt(leave)).toBe(time);
      expect(isLastLook(leave)).toBe(looks === times.length - 1);
      expect(lastLookAt(leave)).toBe(times.at(-1));
    });
    expect(nextLookAt(leaveLooked(after, { ...changes, looks: times.length }))).toBeNull();
  });

  test('never for what is not looked at, or has no answer', () => {
    expect(nextLookAt(asked(askedGroup(1)))).toBeNull();
    expect(lastLookAt(leaveLooked('accepted', { answeredAt: null }))).toBeNull();
    expect(isLastLook(asked(askedGroup(1)))).toBe(true);
  });
});

describe('what a look makes of a leave', () => {
  const leaveThen = (leave: Leave, event: EventOf<'looked'>) => leaveAfterLook(leave, event, 9_000);

  test('only one that is looked at is changed', () => {
    const waiting = asked(askedGroup(1));
    expect(leaveThen(waiting, looked({ sighting: 'out' }))).toBe(waiting);
  });

  test.each(['accepted', 'unknown'] as const)('out is left, confirmed, at any look after %s', (kind) => {
    const { status, looks } = leaveThen(
      leaveLooked(kind),
      looked({ sighting: 'out', evidence: 'members-without-us' }),
    );
    expect(status).toEqual({ kind: 'left', confirmed: true, evidence: 'members-without-us', at: 9_000 });
    expect(looks).toBe(1);
  });

  test.each(['in', 'cannot-tell', 'probably-out'] as const)(
    '%s before the last look is only kept',
    (sighting) => {
      for (const look of [1, 2]) {
        const { status } = leaveThen(
          leaveLooked('accepted', { looks: look - 1 }),
          looked({ look, sighting }),
        );
        expect(status).toMatchObject({ kind: 'looking', after: 'accepted', last: { sighting, at: 9_000 } });
      }
      const { status } = leaveThen(leaveLooked('unknown', { looks: 2 }), looked({ look: 3, sighting }));
      expect(status).toMatchObject({ kind: 'looking', after: 'unknown' });
    },
  );

  test.each([
    ['accepted', 3, 'in', { kind: 'still-in', after: 'accepted' }],
    ['accepted', 3, 'probably-out', { kind: 'left', confirmed: true }],
    ['accepted', 3, 'cannot-tell', { kind: 'left', confirmed: false }],
    ['unknown', 4, 'in', { kind: 'still-in', after: 'unknown' }],
    ['unknown', 4, 'probably-out', { kind: 'not-known' }],
    ['unknown', 4, 'cannot-tell', { kind: 'not-known' }],
  ] as const)('after %s the last look, the %dth: %s', (kind, look, sighting, status) => {
    const leave = leaveThen(
      leaveLooked(kind, { looks: look - 1 }),
      looked({ look, sighting, evidence: 'list-empty' }),
    );
    expect(leave.status).toEqual({ evidence: 'list-empty', at: 9_000, ...status });
  });

  test.each<[SessionSeen, object]>([
    ['starting', { kind: 'waiting' }],
    ['down', { kind: 'refused', why: 'session-down' }],
    ['gone', { kind: 'refused', why: 'session-gone' }],
    ['unauthorized', { kind: 'refused', why: 'unauthorized' }],
    ['usable', { kind: 'refused', why: 'clear-no' }],
    ['not-known', { kind: 'refused', why: 'clear-no' }],
  ])('a session in doubt that is %s', (session, status) => {
    expect(leaveThen(leaveLooked('session-in-doubt'), looked({ session })).status).toEqual(status);
  });

  test.each<[Partial<EventOf<'looked'>>, object]>([
    [
      { sighting: 'out', session: 'down' },
      { kind: 'already-out', evidence: 'group-unread', at: 9_000 },
    ],
    [{ sighting: 'probably-out' }, { kind: 'refused', why: 'not-clear' }],
    [
      { session: 'down', owner: true },
      { kind: 'refused', why: 'session-down' },
    ],
    [
      { owner: true, sighting: 'in' },
      { kind: 'refused', why: 'owner' },
    ],
    [{ sighting: 'in' }, { kind: 'refused', why: 'not-clear' }],
    [{ session: 'starting' }, { kind: 'refused', why: 'not-clear' }],
  ])('an unclear refusal, looked at: %j', (seen, status) => {
    expect(leaveThen(leaveLooked('not-clear'), looked(seen)).status).toEqual(status);
  });

  test.each<[SessionSeen, string | null]>([
    ['unauthorized', 'unauthorized'],
    ['gone', 'session-gone'],
    ['down', 'session-down'],
    ['usable', null],
    ['starting', null],
    ['not-known', null],
  ])('a session that is %s halts with %s', (session, why) => {
    expect(haltedBy(session)).toBe(why);
  });
});
