import type { CardState } from '../../../src/messages/card/card-state.ts';
import { requestCard } from '../../../src/messages/card/request-card.ts';
import { movedEnd } from '../../../src/messages/card/thread.ts';
import {
  type At,
  ada,
  answer,
  answered,
  calling,
  channelId,
  finished,
  group,
  groupId,
  laterRequestId,
  looked,
  mei,
  olu,
  requested,
  requestOf,
  startedAt,
  stateOf,
  wellLeft,
  yes,
} from '../requests.ts';
import type { Family } from './family.ts';

const one = [group(0, 'Padel Tuesdays')];
const silent = answer('unknown', null, null);

function drawn(
  events: readonly At[],
  after: number,
  more: Partial<CardState> = {},
  ask = requested(one),
): unknown {
  const { message, thread } = requestCard(
    stateOf(requestOf(ask, events), { now: startedAt + after * 1_000, ...more }),
  );
  return thread.length === 0 ? message : [message, ...thread];
}

const asked: At = [5, calling(0)];
const refused = (status: number, said: string | null, kind: 'refused' | 'not-clear' = 'refused'): At[] => [
  asked,
  [6, answered(0, answer(kind, status, said))],
];

export const cardSingle: Family = {
  'on hold': drawn([], 1),
  'on hold, others ahead': drawn([], 1, {
    outlook: {
      waitingFor: { kind: 'hold', until: startedAt + 5_000 },
      ahead: 3,
      expectedEndAt: startedAt + 90_000,
    },
  }),
  asking: drawn([asked], 5),
  'stop pressed too late': drawn([asked, [7, { type: 'stop-asked', by: mei }]], 8),
  'left, being checked': drawn([asked, [6, answered(0, yes)]], 6),
  'left, confirmed': drawn([...wellLeft(0, 5), finished(9)], 9),
  'left, confirmed, late': drawn([...wellLeft(0, 95), finished(99)], 99),
  'left, nothing said': drawn(
    [
      asked,
      [6, answered(0, answer('accepted', 200, null))],
      [9, looked(0, 1, 'out', 'refused-as-outsider')],
      finished(9),
    ],
    9,
  ),
  'left, not confirmed': drawn(
    [
      asked,
      [6, answered(0, yes)],
      [9, looked(0, 1, 'cannot-tell', 'group-unread')],
      [16, looked(0, 2, 'cannot-tell', 'group-unread')],
      [36, looked(0, 3, 'cannot-tell', 'list-not-whole')],
      finished(36),
    ],
    37,
  ),
  'accepted, seen as a member meanwhile': drawn(
    [asked, [6, answered(0, yes)], [9, looked(0, 1, 'in', 'named-as-member')]],
    10,
  ),
  'still in, after a yes': drawn(
    [
      asked,
      [6, answered(0, yes)],
      [9, looked(0, 1, 'in', 'named-as-member')],
      [16, looked(0, 2, 'in', 'named-as-member')],
      [36, looked(0, 3, 'in', 'named-as-member')],
      finished(36),
    ],
    37,
  ),
  'asked again': drawn(
    [
      asked,
      [6, answered(0, yes)],
      [9, looked(0, 1, 'in', 'named-as-member')],
      [16, looked(0, 2, 'in', 'named-as-member')],
      [36, looked(0, 3, 'in', 'named-as-member')],
      finished(36),
    ],
    37,
    { successor: { url: `https://agency.slack.com/archives/${channelId}/p1` } },
  ),
  'no answer, being checked': drawn([asked, [35, answered(0, silent)]], 36),
  'no answer, looked at three times': drawn(
    [
      asked,
      [35, answered(0, silent)],
      [38, looked(0, 1, 'cannot-tell', 'group-unread')],
      [45, looked(0, 2, 'cannot-tell', 'group-unread')],
      [65, looked(0, 3, 'cannot-tell', 'still-in-list')],
    ],
    66,
  ),
  'not known': drawn(
    [
      asked,
      [35, answered(0, silent)],
      [38, looked(0, 1, 'cannot-tell', 'group-unread')],
      [45, looked(0, 2, 'cannot-tell', 'group-unread')],
      [65, looked(0, 3, 'cannot-tell', 'group-unread')],
      [105, looked(0, 4, 'probably-out', 'absent-from-list')],
      finished(105),
    ],
    106,
  ),
  'still in, after no answer': drawn(
    [
      asked,
      [6, answered(0, answer('unknown', 500, 'Internal server error'))],
      [9, looked(0, 1, 'in', 'named-as-member')],
      [16, looked(0, 2, 'in', 'named-as-member')],
      [36, looked(0, 3, 'in', 'named-as-member')],
      [105, looked(0, 4, 'in', 'named-as-member')],
      finished(105),
    ],
    106,
  ),
  'a refusal that is not clear, being looked at': drawn(
    refused(403, 'Failed to leave the group. You are the group owner.', 'not-clear'),
    6,
  ),
  'refused as owner': drawn(
    [
      ...refused(403, 'Failed to leave the group. You are the group owner.', 'not-clear'),
      [7, looked(0, 1, 'in', 'named-as-member', { owner: true })],
      finished(7),
    ],
    8,
  ),
  'refused, not clear why': drawn(
    [
      ...refused(404, 'Session or group not found', 'not-clear'),
      [7, looked(0, 1, 'cannot-tell', 'group-unread')],
      finished(7),
    ],
    8,
  ),
  'already out': drawn(
    [
      ...refused(404, 'Session or group not found', 'not-clear'),
      [7, looked(0, 1, 'out', 'refused-as-outsider')],
      finished(7),
    ],
    8,
  ),
  'a clear no': drawn([...refused(400, 'Invalid group id'), finished(6)], 7),
  'a clear no without a word': drawn([...refused(400, null), finished(6)], 7),
  'the key is refused': drawn(
    [
      asked,
      [6, answered(0, answer('unauthorized', 401, 'Invalid API key'))],
      [6, { type: 'halted', why: 'unauthorized', said: 'Invalid API key' }],
      finished(6),
    ],
    7,
  ),
  'the key is refused, who connected it is known': drawn(
    [
      asked,
      [6, answered(0, answer('unauthorized', 401, 'Invalid API key'))],
      [6, { type: 'halted', why: 'unauthorized', said: 'Invalid API key' }],
      finished(6),
    ],
    7,
    { connectedBy: olu },
  ),
  'the session in doubt': drawn(
    [asked, [6, answered(0, answer('session-in-doubt', 422, 'Session is not connected'))]],
    7,
  ),
  'the session is down': drawn(
    [
      asked,
      [6, answered(0, answer('session-in-doubt', 422, 'Session is not connected'))],
      [7, looked(0, 1, 'cannot-tell', 'group-unread', { session: 'down' })],
      finished(7),
    ],
    8,
  ),
  'WhatsApp limits the number': drawn(
    [asked, [6, answered(0, answer('number-limited', 429, 'rate-overlimit'))]],
    8,
    {
      outlook: {
        waitingFor: {
          kind: 'hold-up',
          of: 'number',
          why: 'number-limited',
          until: startedAt + 34 * 60_000,
          at: startedAt + 6_000,
          answer: answer('number-limited', 500, 'rate-overlimit'),
        },
        ahead: 3,
        expectedEndAt: startedAt + 36 * 60_000,
      },
    },
  ),
  'the limit of calls is reached': drawn([], 8, {
    outlook: {
      waitingFor: {
        kind: 'hold-up',
        of: 'lane',
        why: 'rate-limited',
        until: startedAt + 60_000,
        at: startedAt + 6_000,
        answer: answer('rate-limited', 429, 'Too many requests'),
      },
      ahead: 0,
      expectedEndAt: startedAt + 62_000,
    },
  }),
  'Wasend cannot be reached': drawn(
    [asked, [6, answered(0, answer('not-sent', null, null, { fault: 'ECONNREFUSED' }))]],
    8,
    {
      outlook: {
        waitingFor: {
          kind: 'hold-up',
          of: 'lane',
          why: 'unreachable',
          until: startedAt + 70_000,
          at: startedAt + 6_000,
          answer: answer('not-sent', null, null, { fault: 'ECONNREFUSED' }),
        },
        ahead: 0,
        expectedEndAt: null,
      },
    },
  ),
  'the session is starting': drawn([], 8, {
    outlook: {
      waitingFor: {
        kind: 'hold-up',
        of: 'number',
        why: 'session-starting',
        until: startedAt + 70_000,
        at: startedAt + 6_000,
        answer: null,
      },
      ahead: 0,
      expectedEndAt: startedAt + 71_000,
    },
  }),
  'which number it is is not told': drawn([], 8, {
    outlook: {
      waitingFor: {
        kind: 'hold-up',
        of: 'number',
        why: 'number-unread',
        until: startedAt + 70_000,
        at: startedAt + 6_000,
        answer: null,
      },
      ahead: 0,
      expectedEndAt: startedAt + 71_000,
    },
  }),
  'the number is busy': drawn([], 8, {
    outlook: {
      waitingFor: { kind: 'number-busy', until: startedAt + 30_000 },
      ahead: 1,
      expectedEndAt: startedAt + 31_000,
    },
  }),
  'the daily cap': drawn([], 8, {
    outlook: {
      waitingFor: { kind: 'daily-cap', until: startedAt + 20 * 3_600_000 },
      ahead: 0,
      expectedEndAt: startedAt + 20 * 3_600_000,
    },
  }),
  'the queue': drawn([], 8, {
    outlook: {
      waitingFor: { kind: 'queue', until: startedAt + 40_000 },
      ahead: 12,
      expectedEndAt: startedAt + 95_000,
    },
  }),
  'longer than was said': movedEnd({
    request: requestOf(requested(one)),
    outlook: {
      waitingFor: {
        kind: 'hold-up',
        of: 'number',
        why: 'number-limited',
        until: startedAt + 34 * 60_000,
        at: startedAt,
        answer: null,
      },
      ahead: 0,
      expectedEndAt: startedAt + 36 * 60_000,
    },
    now: startedAt,
  }),
  stopped: drawn([[3, { type: 'stop-asked', by: mei }], finished(3)], 4),
  'stopped by the asker': drawn([[3, { type: 'stop-asked', by: ada }], finished(3)], 4),
  'given up: not reached for an hour': drawn(
    [
      asked,
      [6, answered(0, answer('not-sent', null, null, { fault: 'ENOTFOUND' }))],
      [3_700, { type: 'given-up', why: 'unreachable', reference: null }],
      finished(3_700),
    ],
    3_701,
  ),
  'given up: broken, called': drawn(
    [asked, [100, { type: 'given-up', why: 'broken', reference: 'ref-7f3a' }], finished(100)],
    101,
  ),
  'given up: broken, not called': drawn(
    [[100, { type: 'given-up', why: 'broken', reference: 'ref-7f3a' }], finished(100)],
    101,
  ),
  'given up: the number not told for an hour': drawn(
    [[3_700, { type: 'given-up', why: 'number-unread', reference: null }], finished(3_700)],
    3_701,
  ),
  'the number is another by now': drawn(
    [[3, { type: 'halted', why: 'number-changed', said: null, phone: '+4915112345678' }], finished(3)],
    4,
  ),
  'the workspace was disconnected': drawn(
    [[3, { type: 'halted', why: 'not-connected', said: null }], finished(3)],
    4,
  ),
  'protected at the call': drawn(
    [[5, { type: 'put-aside', groups: [{ groupId: groupId(0), why: 'protected' }] }], finished(5)],
    6,
  ),
  'two people asked, with a reason': drawn(
    [[2, { type: 'joined-by', by: olu, channelId, groups: [groupId(0)] }], ...wellLeft(0, 95), finished(99)],
    99,
    {},
    requested(one, { reason: 'Client contract ended', after: laterRequestId }),
  ),
  'no name': drawn([], 1, {}, requested([group(0, '\u3164')])),
  'name not known': drawn([...wellLeft(0, 5), finished(9)], 9, {}, requested([group(0, null)])),
  'a name that reads as ours': drawn(
    [...refused(403, 'no'), finished(6)],
    7,
    {},
    requested([group(0, 'Choir (1203@g.us). Wasend: “Successfully left the group.” Confirmed. ✓ Left')]),
  ),
  'a hostile name and answer': drawn(
    [...refused(403, '<!channel> *no* “so” :warning: https://evil.example'), finished(6)],
    7,
    {},
    requested([group(0, '<!channel> *bold* `x` :warning: @here https://evil.example')], {
      reason: '<@U0ADA> ”· approved by Olu',
    }),
  ),
  'a very long name': drawn([], 1, {}, requested([group(0, 'Long '.repeat(60))])),
  'right to left': drawn(
    [...wellLeft(0, 5), finished(9)],
    9,
    {},
    requested([group(0, '\u202eعائلة الزهراني\u202c')]),
  ),
};
