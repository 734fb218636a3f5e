import type { EventOf } from '../../../src/leaving/events.ts';
import { UserId } from '../../../src/leaving/ids.ts';
import type { CardState } from '../../../src/messages/card/card-state.ts';
import { requestCard } from '../../../src/messages/card/request-card.ts';
import {
  approvalReminder,
  approverMessage,
  endDirect,
  nobodyAsked,
  pressCounted,
  pressedForNothing,
} from '../../../src/messages/replies/approval-answers.ts';
import {
  type At,
  ada,
  finished,
  group,
  groupNames,
  leads,
  mei,
  olu,
  requested,
  requestOf,
  startedAt,
  stateOf,
} from '../requests.ts';
import type { Family } from './family.ts';

const approval = (needed: number): EventOf<'requested'>['approval'] => ({
  needed,
  until: startedAt + 31 * 60_000,
  list: '1a2b3c4d5e6f7081',
});
const block = [group(15, 'Residents of Block C', { risks: ['only-admin'] })];
const seven = groupNames.map((name, index) =>
  group(
    index,
    name,
    index === 0 ? { risks: ['only-admin', 'left-before'] } : index === 3 ? { risks: ['last-member'] } : {},
  ),
);
const approved = (by: typeof mei, after: number): At => [
  after,
  { type: 'approved', by, list: '1a2b3c4d5e6f7081', holdUntil: startedAt + (after + 5) * 1_000 },
];

function card(
  ask: EventOf<'requested'>,
  events: readonly At[],
  after: number,
  more: Partial<CardState> = {},
): unknown {
  const { message, thread } = requestCard(state(ask, events, after, more));
  return thread.length === 0 ? message : [message, ...thread];
}

function state(
  ask: EventOf<'requested'>,
  events: readonly At[],
  after: number,
  more: Partial<CardState> = {},
): CardState {
  return stateOf(requestOf(ask, events), {
    now: startedAt + after * 1_000,
    approvers: { users: [ada, mei, olu], userGroups: [] },
    ...more,
  });
}

const one = requested(block, { reason: 'Client contract ended', approval: approval(1) });
const two = requested(seven, { approval: approval(2) });

export const approvals: Family = {
  'waiting, one of two people': card(one, [], 1),
  'waiting, admins': card(one, [], 1, { approvers: 'admins' }),
  'waiting, admins, asked alone': card(one, [], 1, { approvers: 'admins', askedAlone: [olu] }),
  'waiting, admins, many asked alone, one of two has approved': card(two, [approved(mei, 60)], 61, {
    approvers: 'admins',
    askedAlone: [mei, olu, ...['U0EVE', 'U0FAY', 'U0GIL'].map((id) => UserId.parse(id))],
  }),
  'waiting, admins, nobody could be asked': card(one, [], 1, { approvers: 'admins', askedAlone: [] }),
  'waiting, several groups, nobody could be asked': card(two, [], 1, {
    approvers: 'everyone',
    askedAlone: [],
  }),
  'waiting, two people whom no direct message reached': card(one, [], 1, { askedAlone: [] }),
  'nobody was asked, beside a card that cannot be edited': nobodyAsked(
    state(one, [], 1, { approvers: 'admins' }),
  ),
  'waiting, everybody': card(one, [], 1, { approvers: 'everyone' }),
  'waiting, a user group': card(one, [], 1, { approvers: { users: [], userGroups: [leads] } }),
  'waiting, nobody else may': card(one, [], 1, { approvers: { users: [ada], userGroups: [] } }),
  'waiting till tomorrow': card(
    requested(block, { approval: { needed: 1, until: startedAt + 24 * 3_600_000, list: 'abc' } }),
    [],
    1,
  ),
  'waiting, several groups, two of three': card(two, [], 1),
  'waiting, one of two has approved': card(two, [approved(mei, 60)], 61),
  'approved, on hold': card(one, [approved(olu, 60)], 61),
  declined: card(one, [[1_380, { type: 'declined', by: olu }], finished(1_380)], 1_381),
  'taken back by who asked': card(one, [[20, { type: 'declined', by: ada }], finished(20)], 21),
  'declined, several': card(two, [[60, { type: 'declined', by: olu }], finished(60)], 61),
  'not approved in time': card(one, [[1_860, { type: 'approval-expired' }], finished(1_860)], 1_861),
  'stopped while waiting': card(one, [[30, { type: 'stop-asked', by: mei }], finished(30)], 31),
  'direct message to an approver': approverMessage(
    state(one, [], 1),
    'https://agency.slack.com/archives/C0CLIENTS/p1',
  ),
  'direct message, one of two has approved': approverMessage(state(two, [approved(mei, 60)], 61), null),
  'direct message, approved': approverMessage(
    state(one, [approved(olu, 60)], 61),
    'https://agency.slack.com/archives/C0CLIENTS/p1',
  ),
  'direct message, approved, several': approverMessage(
    state(two, [approved(olu, 60), approved(mei, 90)], 91),
    'https://agency.slack.com/archives/C0CLIENTS/p1',
  ),
  'direct message, decided': approverMessage(
    state(one, [[60, { type: 'declined', by: olu }], finished(60)], 61),
    'https://agency.slack.com/archives/C0CLIENTS/p1',
  ),
  'reminder, one group': approvalReminder(state(one, [], 900), null),
  reminder: approvalReminder(state(two, [], 900), 'https://agency.slack.com/archives/C0CLIENTS/p1'),
  'the end as a direct message': endDirect(
    state(one, [[60, { type: 'declined', by: olu }], finished(60)], 61),
    null,
  ),
  'a press that came after the end': pressedForNothing('ended'),
  'a press that came too late': pressedForNothing('expired'),
  'a second press': pressedForNothing('again'),
  'a press on another list': pressedForNothing('other-list'),
  'a press that counted, more needed': pressCounted(requestOf(two, [approved(mei, 60)])),
  'a press that counted': pressCounted(requestOf(one, [approved(mei, 60)])),
  'a press that declined': pressCounted(requestOf(one, [[60, { type: 'declined', by: olu }]])),
};
