import type { AskedGroup, EventOf, RequestEvent } from '../../src/leaving/events.ts';
import {
  ChannelId,
  GroupId,
  LaneId,
  RequestId,
  SessionId,
  UserGroupId,
  UserId,
  WorkspaceId,
} from '../../src/leaving/ids.ts';
import type { AnswerClass, Evidence, LeaveAnswer, SessionSeen, Sighting } from '../../src/leaving/outcome.ts';
import { afterEntry, beginRequest, type Request, type RequestEntry } from '../../src/leaving/request.ts';
import type { Outlook } from '../../src/leaving/waiting.ts';
import type { NameOf } from '../../src/messages/block-kit/people.ts';
import type { CardState } from '../../src/messages/card/card-state.ts';

export const requestId = RequestId.parse('01M8XYZ0000000000000000001');
export const laterRequestId = RequestId.parse('01M8XYZ0000000000000000002');
/** 3:12:00 PM. */
export const startedAt = Date.UTC(2026, 10, 25, 15, 12, 0);
export const ada = UserId.parse('U0ADA');
export const mei = UserId.parse('U0MEI');
export const olu = UserId.parse('U0OLU');
export const leads = UserGroupId.parse('S0LEADS');
export const channelId = ChannelId.parse('C0CLIENTS');
export const sessionId = SessionId.parse('0b1f7c9a-1111-4222-8333-444455556666');
const workspaceId = WorkspaceId.parse('T0ONE');
const lane = LaneId.parse('lane-1');

const names: Record<string, string> = {
  [ada]: 'Ada Admin',
  [mei]: 'Mei Member',
  [olu]: 'Olu Owner',
  [leads]: '@leads',
  U0EVE: 'Eve Errand',
  U0FAY: 'Fay Field',
  U0GIL: 'Gil Grove',
};
export const nameOf: NameOf = (id) => names[id] ?? id;

export const groupNames = [
  'Padel Tuesdays',
  'Depot bulletins',
  'R&D & Ops',
  'Parents of class 3',
  'Car park notices',
  'Old project',
  'Sales LATAM',
] as const;

export const groupId = (index: number): GroupId =>
  GroupId.parse(`1203630252461${String(10_000 + index * 37).slice(-5)}@g.us`);

export function group(index: number, name: string | null, more: Partial<AskedGroup> = {}): AskedGroup {
  return {
    groupId: groupId(index),
    name,
    memberCount: 41,
    standing: 'member',
    before: { as: '447700900123', path: 'group' },
    ...more,
  };
}

export const fifty = Array.from({ length: 50 }, (_, index) =>
  group(index, `Client ${String(index + 1).padStart(3, '0')} project room`),
);

export function requested(
  groups: readonly AskedGroup[],
  more: Partial<EventOf<'requested'>> = {},
): EventOf<'requested'> {
  return {
    type: 'requested',
    by: ada,
    channelId,
    sessionId,
    number: { phone: '447700900123', name: 'Sales UK' },
    lane,
    groups: [...groups],
    joined: [],
    reason: null,
    auditChannel: ChannelId.parse('C0AUDIT'),
    holdUntil: startedAt + 5_000,
    ...more,
  };
}

/** An event so many seconds after the ask. */
export type At = readonly [afterSeconds: number, event: RequestEvent];

export function calling(index: number, attempt = 1): RequestEvent {
  return {
    type: 'calling',
    groupId: groupId(index),
    attempt,
    lane,
    sessionId,
    owner: 'here',
    leaseUntil: 0,
    foundAs: [],
  };
}

export function answer(
  kind: AnswerClass,
  status: number | null,
  said: string | null,
  more: Partial<LeaveAnswer> = {},
): LeaveAnswer {
  return { class: kind, status, said, ...more };
}

export const yes = answer('accepted', 200, 'Successfully left the group.');

export function answered(index: number, given: LeaveAnswer, attempt = 1): RequestEvent {
  return { type: 'answered', groupId: groupId(index), attempt, answer: given };
}

export function looked(
  index: number,
  look: number,
  sighting: Sighting,
  evidence: Evidence,
  more: { readonly session?: SessionSeen; readonly owner?: boolean } = {},
): RequestEvent {
  return {
    type: 'looked',
    groupId: groupId(index),
    look,
    sighting,
    evidence,
    session: more.session ?? 'usable',
    owner: more.owner ?? false,
  };
}

/** A group that was left as it should be, from this second on. */
export function wellLeft(index: number, from: number): At[] {
  return [
    [from, calling(index)],
    [from + 1, answered(index, yes)],
    [from + 4, looked(index, 1, 'out', 'members-without-us')],
  ];
}

export const finished = (after: number): At => [after, { type: 'finished' }];

export function requestOf(ask: EventOf<'requested'>, events: readonly At[] = []): Request {
  const [first, ...rest] = entriesOf(ask, events);
  if (first === undefined) throw new Error('No entries');
  return rest.reduce(afterEntry, beginRequest(workspaceId, requestId, first));
}

export function entriesOf(ask: EventOf<'requested'>, events: readonly At[] = []): RequestEntry[] {
  return [[0, ask] as At, ...events].map(([after, event], index) => ({
    version: index + 1,
    at: startedAt + after * 1_000,
    event,
    sequence: 35 + index,
    hash: '535c6b34'.repeat(8),
  }));
}

export const nothingAhead: Outlook = { waitingFor: null, ahead: 0, expectedEndAt: null };

export function stateOf(request: Request, more: Partial<CardState> = {}): CardState {
  return {
    request,
    outlook: nothingAhead,
    now: startedAt + 2_000,
    successor: null,
    approvers: { users: [mei, olu, ada], userGroups: [] },
    askedAlone: null,
    connectedBy: null,
    nameOf,
    ...more,
  };
}
