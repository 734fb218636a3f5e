import { describe, expect, test } from '@jest/globals';
import type { FaultKind } from '@wasend-slack/wasend-stand-in/faults/fault-plans.ts';
import { type SpellingName, spellings } from '@wasend-slack/wasend-stand-in/world/spellings.ts';
import { House, sessionId } from '../house.ts';
import { outcomeIn } from './one-answer.ts';

type Lie = (house: House, groupId: string) => void;

/** Reads of the group that tell nothing, though they may look as if. */
const badReads: readonly FaultKind[] = [
  '404-html',
  '404-express',
  '404-gateway',
  '404-route',
  '429-retry-after',
  '500',
  '500-iq-timeout',
  '500-disconnected',
  '500-webjs',
  '502-html',
  '504-html',
  '200-html',
  '200-false',
  'deep-json',
  'huge',
  'redirect',
  'cut',
  'cut-mid-body',
];

/** Reads lie about a group that was not left, in every way in which it could be taken for left. */
const lies: Readonly<Record<string, Lie>> = {
  'nothing lies': () => {},
  'members in part, with the count beside them': ({ wasend }) => {
    Object.assign(wasend.stale, { mostMembers: 2, hidesUs: true, tellsMemberCount: true });
  },
  'members without us, with the count beside them': ({ wasend }) => {
    Object.assign(wasend.stale, { hidesUs: true, tellsMemberCount: true });
  },
  'no members': ({ wasend }) => {
    wasend.stale.nullParticipants = true;
  },
  'no members, and a list without it': ({ wasend }, groupId) => {
    Object.assign(wasend.stale, { nullParticipants: true, unlisted: [groupId] });
  },
  'no members, and an empty list': ({ wasend }) => {
    Object.assign(wasend.stale, { nullParticipants: true, emptyList: true });
  },
  'no members, and a list that ends before it': ({ wasend }) => {
    Object.assign(wasend.stale, { nullParticipants: true, listEndsAfter: 1, hasMore: 'left-out' });
  },
  'no members, and a list with a row nobody can read': ({ wasend }, groupId) => {
    Object.assign(wasend.stale, {
      nullParticipants: true,
      unlisted: [groupId],
      oddRows: { every: 'number-name' },
    });
  },
  ...Object.fromEntries(
    badReads.map((kind): [string, Lie] => [
      `its read is answered ${kind}`,
      ({ wasend }) => {
        for (const route of ['group', 'info'] as const)
          wasend.faults.next(kind, { route, does: false, times: Number.POSITIVE_INFINITY });
      },
    ]),
  ),
};

describe('a leave without a clear answer that was not done, and reads that lie', () => {
  test.each(Object.entries(lies))('%s: nobody is told that it was left', async (_, lie) => {
    const house = await House.start({ HOLD_SECONDS: '0' });
    try {
      const { id } = house.group();
      await house.openModal(id);
      house.wasend.faults.next('504-html', { route: 'leave' });
      lie(house, id);
      await house.confirm();
      await house.told(5_000);
      const { status, calls, card } = await outcomeIn(house);
      expect(['still-in', 'not-known']).toContain(status);
      expect(calls).toBe(1);
      expect(card).toContain('try_again');
      expect(card).not.toMatch(/"Left |confirmed/);
      expect(house.wasend.world.isMember(sessionId, id)).toBe(true);
    } finally {
      await house.end();
    }
  });
});

/** Written so, it could be anybody's in any country: only the list tells. */
const withoutCountry: SpellingName = 'national';

describe('our number in another spelling than the members’', () => {
  test.each(Object.entries(spellings))('%s: still in is never taken for left', async (name, number) => {
    const house = await House.start({ HOLD_SECONDS: '0' });
    try {
      house.wasend.world.setNumber(sessionId, number);
      house.wasend.stale.nullParticipants = true;
      const { id } = house.group();
      await house.openModal(id);
      house.wasend.stale.nullParticipants = false;
      house.wasend.faults.next('500-iq-timeout', { route: 'leave' });
      await house.confirm();
      await house.told(5_000);
      expect((await outcomeIn(house)).status).toBe(name === withoutCountry ? 'not-known' : 'still-in');
    } finally {
      await house.end();
    }
  });

  test.each(Object.entries(spellings))(
    '%s: left is confirmed by the first look that can tell',
    async (name, number) => {
      const house = await House.start({ HOLD_SECONDS: '0' });
      try {
        house.wasend.world.setNumber(sessionId, number);
        house.wasend.stale.tellsLeftGroups = true;
        await house.leave(house.group().id);
        const { status, looks } = await outcomeIn(house);
        expect([status, looks]).toEqual(['left, confirmed', name === withoutCountry ? [3, 10, 30] : [3]]);
      } finally {
        await house.end();
      }
    },
  );
});
