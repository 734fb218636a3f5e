import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UserId } from '../../src/leaving/ids.ts';
import { AnswerClass } from '../../src/leaving/outcome.ts';
import { auditLine } from '../../src/messages/audit/audit-line.ts';
import { requestCard } from '../../src/messages/card/card.ts';
import {
  answeredWith,
  anyHistory,
  groupId,
  looked,
  requestedFor,
  requestId,
  requestOf,
  startedAt,
} from './histories.ts';
import { expectWithinLimits, strangersMarkup } from './within-limits.ts';

const now = startedAt + 60_000;
const cardOf = (events: Parameters<typeof requestOf>[0], at = now) =>
  requestCard({ request: requestOf(events), now: at, expectedEndAt: null });
const accepted = { class: 'accepted', status: 200, said: 'Successfully left the group.' } as const;
const lost = { class: 'unknown', status: null, said: null } as const;

describe('the card', () => {
  test('on hold: who, which group, until when, and Stop', () => {
    const card = cardOf([requestedFor(['Choir'])], startedAt);
    const json = JSON.stringify(card.blocks);
    for (const part of [
      '<@U0ADMIN>',
      'Choir',
      groupId(0),
      'Nothing has happened yet',
      'stop_request',
      requestId,
    ]) {
      expect(json).toContain(part);
    }
    expectWithinLimits('message', { text: card.text, blocks: card.blocks });
  });

  test('accepted: the API’s own words at once, confirmed only after a look', () => {
    const before = cardOf([requestedFor(['Choir']), ...answeredWith(0, accepted)]);
    expect(before.text).toContain('*Left*');
    expect(before.text).toContain('Successfully left the group.');
    expect(before.text).not.toContain('Confirmed');
    const after = cardOf([
      requestedFor(['Choir']),
      ...answeredWith(0, accepted),
      looked(0, 1, 'out'),
      { type: 'finished' },
    ]);
    expect(after.text).toContain('Confirmed.');
    expect(JSON.stringify(after.blocks)).not.toMatch(/stop_request|try_again/);
  });

  test.each([
    ['in', 'Still in'],
    ['cannot-tell', 'Not known'],
  ] as const)(
    'an answer that was lost and is never found out (%s) says so and offers Try again',
    (sighting, word) => {
      const looks = [1, 2, 3].map((look) => looked(0, look, sighting));
      const card = cardOf([
        requestedFor(['Choir']),
        ...answeredWith(0, lost),
        ...looks,
        { type: 'finished' },
      ]);
      expect(card.text).toContain(`*${word}*`);
      expect(card.text).toContain('The answer was lost');
      expect(JSON.stringify(card.blocks)).toContain('try_again');
    },
  );

  const refusals = AnswerClass.options.filter(
    (kind) =>
      !['accepted', 'unknown', 'already-out', 'rate-limited', 'whatsapp-limited', 'not-sent'].includes(kind),
  );
  test.each(refusals)('%s says what it means and what to do next', (kind) => {
    const card = cardOf([
      requestedFor(['Choir']),
      ...answeredWith(0, { class: kind, status: 400, said: 'Its own words.' }),
      { type: 'finished' },
    ]);
    expect(card.text).toContain('*Refused*');
    expect(card.text).toContain('Its own words.');
    expect(card.text.split('\n').at(-1)).toMatch(/^[A-Z].+\. [A-Z].+\.$/);
  });

  test('a stop says who stopped, and lists exactly what was left and what not', () => {
    const card = cardOf([
      requestedFor(['Choir', 'Chess']),
      ...answeredWith(0, accepted),
      looked(0, 1, 'out'),
      { type: 'stop-asked', by: UserId.parse('U0OTHER') },
      { type: 'finished' },
    ]);
    expect(JSON.stringify(card.blocks)).toContain('Stopped by <@U0OTHER>');
    expect(card.text).toContain('Of 2 groups: 1 left, 1 stopped.');
    expect(card.text).toMatch(/\*Left\*: .*Choir/);
    expect(card.text).toMatch(/\*Stopped\*: .*Chess/);
  });

  test('progress of many is told in words, the bar only repeats it', () => {
    const request = requestOf([requestedFor(['A', 'B', 'C', 'D']), ...answeredWith(0, accepted)]);
    const json = JSON.stringify(requestCard({ request, now, expectedEndAt: now + 60_000 }).blocks);
    expect(json).toContain('1 of 4 done, 1 being looked at.');
    expect(json).toContain('Ends about <!date^');
  });

  test('whatever happened and whatever strangers wrote: within Slack’s limits, complete, and nothing of theirs alive', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const request = requestOf(events);
        const card = requestCard({ request, now, expectedEndAt: now });
        for (const { text, blocks } of [card, ...card.continued]) {
          expectWithinLimits('message', { text, blocks });
          expect(strangersMarkup({ text, blocks })).toEqual([]);
        }
        if (request.finishedAt !== null) {
          const told = JSON.stringify([card.blocks, card.continued.map(({ blocks }) => blocks)]);
          for (const leave of request.leaves) expect(told).toContain(leave.group.groupId);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the audit line', () => {
  test('who, where, which session, group, outcome, and where the ledger says so', () => {
    const request = requestOf([
      requestedFor(['Choir'], 'Project over'),
      ...answeredWith(0, accepted),
      looked(0, 1, 'out'),
      { type: 'finished' },
    ]);
    expect(auditLine({ kind: 'request', request }).text.replace(/[\u2068\u2069\u2060]/g, '')).toBe(
      'left: Choir (`120363000000000010@g.us`) “Successfully left the group.” · by <@U0ADMIN> in <#C0TEAM> · session `session-1` · reason: Project over · request `01J00000000000000000000001` · ledger 45 · 1a2b3c4d',
    );
  });

  test('whatever happened: one section within the limits, and nothing of strangers alive', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const { text, blocks } = auditLine({ kind: 'request', request: requestOf(events) });
        expectWithinLimits('message', { text, blocks });
        expect(strangersMarkup({ text, blocks })).toEqual([]);
        expect(text).toContain('1a2b3c4d');
        expect(text).toContain(requestId);
      }),
      { numRuns: 100 },
    );
  });
});
