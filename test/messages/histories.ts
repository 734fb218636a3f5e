import fc from 'fast-check';
import type { LedgerEvent } from '../../src/leaving/events.ts';
import {
  ChannelId,
  GroupId,
  LaneId,
  RequestId,
  SessionId,
  UserId,
  WorkspaceId,
} from '../../src/leaving/ids.ts';
import { AnswerClass, type LeaveAnswer, Sighting } from '../../src/leaving/outcome.ts';
import type { LedgerEntry } from '../../src/leaving/ports/ledger.ts';
import { foldRequest, type Request } from '../../src/leaving/request.ts';

export const requestId = RequestId.parse('01J00000000000000000000001');
export const startedAt = 1_800_000_000_000;
const workspaceId = WorkspaceId.parse('T0ONE');
const lane = LaneId.parse('lane-1');
const sessionId = SessionId.parse('session-1');

export const groupId = (index: number): GroupId => GroupId.parse(`1203630000000000${10 + index}@g.us`);

export const requestedFor = (
  names: readonly (string | null)[],
  reason: string | null = null,
): LedgerEvent => ({
  type: 'requested',
  by: UserId.parse('U0ADMIN'),
  channelId: ChannelId.parse('C0TEAM'),
  sessionId,
  lane,
  groups: names.map((name, index) => ({ groupId: groupId(index), name, memberCount: 3, standing: 'member' })),
  reason,
  holdUntil: startedAt + 5_000,
});

/** A call and its answer. */
export const answeredWith = (index: number, answer: LeaveAnswer): LedgerEvent[] => [
  { type: 'calling', groupId: groupId(index), attempt: 1, lane, sessionId, nextNotBefore: 0 },
  { type: 'answered', groupId: groupId(index), attempt: 1, lane, answer },
];

export const looked = (index: number, look: number, sighting: Sighting): LedgerEvent => ({
  type: 'looked',
  groupId: groupId(index),
  look,
  sighting,
  evidence: 'The group’s member list still shows the number.',
});

/** Folds events as the ledger would hold them. */
export function requestOf(events: readonly LedgerEvent[]): Request {
  const entries: LedgerEntry[] = events.map((event, index) => ({
    workspaceId,
    requestId,
    sequence: 41 + index,
    version: index + 1,
    time: startedAt + index * 1_000,
    event,
    previousHash: '0'.repeat(64),
    hash: '1a2b3c4d'.repeat(8),
  }));
  const folded = foldRequest(entries);
  if (folded.kind !== 'request') throw new Error('No request');
  return folded.request;
}

const markup = fc.constantFrom(
  '<!channel>',
  '<@U0ADMIN>',
  '<https://evil.example|bank>',
  '&lt;!here&gt;',
  '*bold*',
  '_it_',
  '`x`',
  '@here',
  '\u202eesrever',
  '👩‍👩‍👧‍👦',
  'قائمة',
  '\n',
  ' ',
  '>',
  '~',
);
/** What strangers may call a group. */
export const strangerText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(markup, { maxLength: 40 }).map((parts) => parts.join('')),
);

const answer = fc.record({
  class: fc.constantFrom(...AnswerClass.options),
  status: fc.constantFrom(null, 200, 403, 500),
  said: fc.option(strangerText.map((text) => text.slice(0, 300))),
});
const fate = fc.record({
  answer: fc.option(answer),
  sightings: fc.array(fc.constantFrom(...Sighting.options), { maxLength: 3 }),
});

/** Any history a request of one to fifty groups can have. */
export const anyHistory: fc.Arbitrary<LedgerEvent[]> = fc
  .record({
    names: fc.array(fc.option(strangerText.map((text) => text.slice(0, 300))), {
      minLength: 1,
      maxLength: 50,
    }),
    reason: fc.option(strangerText.map((text) => text.slice(0, 500))),
    fates: fc.array(fate, { minLength: 50, maxLength: 50 }),
    end: fc.constantFrom('open', 'stopped', 'halted', 'finished'),
  })
  .map(({ names, reason, fates, end }) => {
    const leaves = names.flatMap((_, index) => {
      const { answer: given, sightings } = fates[index] ?? { answer: null, sightings: [] };
      if (given === null) return [];
      const needsLooks = given.class === 'accepted' || given.class === 'unknown';
      const looks = needsLooks ? sightings.map((sighting, look) => looked(index, look + 1, sighting)) : [];
      return [...answeredWith(index, given), ...looks];
    });
    return [requestedFor(names, reason), ...leaves, ...ending(end)];
  });

function ending(end: string): LedgerEvent[] {
  if (end === 'open') return [];
  const stop: LedgerEvent = { type: 'stop-asked', by: UserId.parse('U0OTHER') };
  const halt: LedgerEvent = { type: 'halted', why: 'unauthorized', said: 'Unauthorized <!channel>' };
  if (end === 'stopped') return [stop, { type: 'finished' }];
  return end === 'halted' ? [halt, { type: 'finished' }] : [stop, halt, { type: 'finished' }];
}
