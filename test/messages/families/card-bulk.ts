import type { AskedGroup } from '../../../src/leaving/events.ts';
import type { CardState } from '../../../src/messages/card/card-state.ts';
import { requestCard } from '../../../src/messages/card/request-card.ts';
import {
  type At,
  answer,
  answered,
  calling,
  fifty,
  finished,
  group,
  groupId,
  groupNames,
  looked,
  mei,
  requested,
  requestOf,
  startedAt,
  stateOf,
  wellLeft,
  yes,
} from '../requests.ts';
import type { Family } from './family.ts';

const seven = groupNames.map((name, index) => group(index, name));
const owner = answer('not-clear', 403, 'You are the group owner.');

const refusedAsOwner = (index: number, from: number): At[] => [
  [from, calling(index)],
  [from + 1, answered(index, owner)],
  [from + 2, looked(index, 1, 'in', 'named-as-member', { owner: true })],
];
const silentFrom = (index: number, from: number): At[] => [
  [from, calling(index)],
  [from + 30, answered(index, answer('unknown', null, null))],
];
const stillIn = (index: number, from: number): At[] => [
  ...silentFrom(index, from),
  ...[33, 40, 60, 100].map(
    (after, look): At => [from + after, looked(index, look + 1, 'in', 'named-as-member')],
  ),
];

const running: At[] = [...wellLeft(0, 5), ...wellLeft(3, 35), ...refusedAsOwner(2, 65), ...silentFrom(1, 95)];
const ended: At[] = [
  ...running.slice(0, -2),
  ...stillIn(1, 95),
  ...[4, 5, 6].flatMap((index) => wellLeft(index, 200 + index)),
  finished(430),
];

function bulkCard(
  events: readonly At[],
  after: number,
  more: Partial<CardState> = {},
  groups: readonly AskedGroup[] = seven,
): unknown {
  const { message, thread } = requestCard(
    stateOf(requestOf(requested(groups), events), { now: startedAt + after * 1_000, ...more }),
  );
  return thread.length === 0 ? message : [message, ...thread];
}

const expected = {
  waitingFor: { kind: 'gap', until: startedAt + 150_000 },
  ahead: 0,
  expectedEndAt: startedAt + 8 * 60_000,
} as const;
const limited = {
  waitingFor: {
    kind: 'hold-up',
    of: 'number',
    why: 'number-limited',
    until: startedAt + 34 * 60_000,
    at: startedAt + 19 * 60_000,
    answer: answer('number-limited', 500, 'rate-overlimit'),
  },
  ahead: 3,
  expectedEndAt: startedAt + 60 * 60_000,
} as const;

const manyRefused = fifty.flatMap((_, index): At[] => [
  [5 + index, calling(index)],
  [
    6 + index,
    answered(
      index,
      answer('refused', 400, `Refused for reason number ${String.fromCharCode(97 + (index % 26))}${index}`),
    ),
  ],
]);
const codes = [400, 402, 422, 400, 400] as const;
const refusedByCode = fifty.flatMap((_, index): At[] => [
  [5 + index, calling(index)],
  [
    6 + index,
    answered(
      index,
      answer('refused', codes[index % 5] ?? 400, index % 2 === 0 ? 'Not now' : `Refused: client ${index}`),
    ),
  ],
]);
const notReached: At[] = [
  ...wellLeft(0, 5),
  [35, calling(1)],
  [36, answered(1, answer('not-sent', null, null, { fault: 'ENOTFOUND' }))],
  [3_700, { type: 'given-up', why: 'unreachable', reference: null }],
  finished(3_700),
];
const allLeft = fifty.flatMap((_, index) => wellLeft(index, 5 + index * 6));
const mixed = fifty.flatMap((_, index): At[] =>
  index % 5 === 0
    ? refusedAsOwner(index, 5 + index * 6)
    : index % 7 === 0
      ? stillIn(index, 5 + index * 6)
      : wellLeft(index, 5 + index * 6),
);
const hostile = fifty.map(({ groupId: id }, index) => ({
  ...group(index, `<!channel> & *${'<&>'.repeat(80)}*`),
  groupId: id,
}));
const longNames = fifty.map((_, index) =>
  group(
    index,
    `Residents’ association of the long street, block ${index}, stairs to the left, building notices and complaints`,
  ),
);

export const cardBulk: Family = {
  'on hold': bulkCard([], 1, {
    outlook: { ...expected, waitingFor: { kind: 'hold', until: startedAt + 5_000 } },
  }),
  asking: bulkCard([[5, calling(0)]], 6, { outlook: { ...expected, waitingFor: null } }),
  running: bulkCard(running, 126, { outlook: expected }),
  'stopped in the middle': bulkCard([...running, [127, { type: 'stop-asked', by: mei }]], 128),
  'WhatsApp limits the number': bulkCard([...wellLeft(0, 5)], 19 * 60, { outlook: limited }),
  'only looks are owed': bulkCard(
    [...[0, 2, 3, 4, 5, 6].flatMap((index) => wellLeft(index, 5 + index * 7)), ...silentFrom(1, 95)],
    126,
  ),
  'stopped, and what was left is being checked': bulkCard(
    [
      ...[0, 3].flatMap((index): At[] => [
        [5 + index, calling(index)],
        [6 + index, answered(index, yes)],
      ]),
      [10, { type: 'stop-asked', by: mei }],
    ],
    11,
  ),
  'ended with exceptions': bulkCard(ended, 431),
  'ended with exceptions, asked again': bulkCard(ended, 431, {
    successor: { url: 'https://agency.slack.com/archives/C0CLIENTS/p2' },
  }),
  'ended well': bulkCard([...seven.flatMap((_, index) => wellLeft(index, 5 + index * 6)), finished(50)], 51),
  'the key was refused in the middle': bulkCard(
    [
      ...wellLeft(0, 5),
      [35, calling(1)],
      [36, answered(1, answer('unauthorized', 401, 'Invalid API key'))],
      [36, { type: 'halted', why: 'unauthorized', said: 'Invalid API key' }],
      finished(36),
    ],
    37,
  ),
  'set aside at the second look': bulkCard(
    [
      [
        5,
        {
          type: 'rechecked',
          setAside: [
            { groupId: groupId(0), why: 'renamed' },
            { groupId: groupId(1), why: 'requester-may-not' },
            { groupId: groupId(2), why: 'renamed' },
            { groupId: groupId(3), why: 'refused-as-outsider' },
          ],
        },
      ],
      ...[4, 5, 6].flatMap((index) => wellLeft(index, 5 + index)),
      finished(30),
    ],
    31,
  ),
  'words that differ by an id alone': bulkCard(
    [0, 1].flatMap((index): At[] => [
      [5 + index, calling(index)],
      [6 + index, answered(index, answer('refused', 400, `Cannot leave ${groupId(index)}`))],
    ]),
    9,
    {},
    [group(0, 'Same name'), group(1, 'Same name'), group(2, 'Other')],
  ),
  '50 waiting': bulkCard(
    [],
    1,
    { outlook: { ...expected, waitingFor: { kind: 'hold', until: startedAt + 5_000 } } },
    fifty,
  ),
  '50 behind WhatsApp’s limit': bulkCard(wellLeft(0, 5), 19 * 60, { outlook: limited }, fifty),
  '50 left': bulkCard([...allLeft, finished(330)], 331, {}, fifty),
  '50 mixed': bulkCard([...mixed, finished(430)], 431, {}, fifty),
  '50 refused in 50 ways': bulkCard([...manyRefused, finished(60)], 61, {}, fifty),
  '50 refused, by three codes': bulkCard([...refusedByCode, finished(60)], 61, {}, fifty),
  'given up: not reached for an hour': bulkCard(notReached, 3_701),
  'the daily cap': bulkCard(wellLeft(0, 5), 60, {
    outlook: {
      waitingFor: { kind: 'daily-cap', until: startedAt + 18 * 3_600_000 },
      ahead: 0,
      expectedEndAt: startedAt + 18 * 3_600_000,
    },
  }),
  '50 with long names': bulkCard([...mixed, finished(430)], 431, {}, longNames),
  '50 hostile names': bulkCard([...mixed, finished(430)], 431, {}, hostile),
};
