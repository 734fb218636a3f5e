import { Rule } from '../../../src/leaving/rules/rules.ts';
import { nextGroupsModal, noticeModal } from '../../../src/messages/modals/notices.ts';
import { helpMessage } from '../../../src/messages/replies/help.ts';
import { type HistoryPage, historyMessage } from '../../../src/messages/replies/history.ts';
import { alreadyBeingLeft } from '../../../src/messages/replies/joined.ts';
import { statusMessage } from '../../../src/messages/replies/status.ts';
import { allStopped, stopAnswer, stopWhat } from '../../../src/messages/replies/stop-answers.ts';
import { mendMessage } from '../../../src/messages/replies/to-mend.ts';
import {
  ledgerDown,
  notAuthorised,
  somethingBroke,
  triggerExpired,
} from '../../../src/messages/replies/troubles.ts';
import { stepOutputs, stepRefused } from '../../../src/messages/replies/workflow-step.ts';
import {
  ada,
  answer,
  answered,
  calling,
  fifty,
  finished,
  group,
  groupId,
  groupNames,
  laterRequestId,
  leads,
  mei,
  nameOf,
  nothingAhead,
  olu,
  requested,
  requestId,
  requestOf,
  sessionId,
  startedAt,
  wellLeft,
} from '../requests.ts';
import { fullSettings, settings } from '../settings.ts';
import type { Family } from './family.ts';

const seven = groupNames.map((name, index) => group(index, name));
const running = requestOf(requested(seven), [...wellLeft(0, 5), ...wellLeft(1, 35)]);
const waiting = requestOf(requested([group(0, 'Family')], { by: mei }));
const left = requestOf(requested([group(0, 'Padel Tuesdays')]), [...wellLeft(0, 5), finished(9)]);
const limited = {
  waitingFor: {
    kind: 'hold-up',
    of: 'number',
    why: 'number-limited',
    until: startedAt + 34 * 60_000,
    at: startedAt,
    answer: answer('number-limited', 500, 'rate-overlimit'),
  },
  ahead: 3,
  expectedEndAt: startedAt + 36 * 60_000,
} as const;
const cardUrl = 'https://agency.slack.com/archives/C0CLIENTS/p1';
const now = startedAt + 60_000;
const page: HistoryPage = {
  history: { requests: [running, left], olderThan: laterRequestId },
  filter: { kind: 'all' },
  isFirst: true,
  cardUrlOf: () => cardUrl,
  nameOf,
  now: startedAt + 30 * 3_600_000,
};

export const statusHistory: Family = {
  'nothing open': statusMessage({ open: [], now, nameOf }),
  'open requests': statusMessage({
    open: [
      { request: running, outlook: { ...nothingAhead, expectedEndAt: startedAt + 8 * 60_000 }, cardUrl },
      { request: waiting, outlook: limited, cardUrl: null },
      {
        request: requestOf(
          requested(seven, { approval: { needed: 1, until: startedAt + 31 * 60_000, list: 'x' } }),
        ),
        outlook: nothingAhead,
        cardUrl,
      },
      {
        request: requestOf(requested([group(0, 'Family')]), [
          [5, calling(0)],
          [35, answered(0, answer('unknown', null, null))],
        ]),
        outlook: nothingAhead,
        cardUrl,
      },
    ],
    now,
    nameOf,
  }),
  '22 open requests': statusMessage({
    open: Array.from({ length: 22 }, () => ({
      request: waiting,
      outlook: limited,
      cardUrl,
    })),
    now,
    nameOf,
  }),
  history: historyMessage(page),
  'history of a person, paged': historyMessage({
    ...page,
    filter: { kind: 'person', userId: ada },
    isFirst: false,
  }),
  'history of a group': historyMessage({ ...page, filter: { kind: 'group', groupId: groupId(0) } }),
  'no history': historyMessage({ ...page, history: { requests: [], olderThan: null } }),
  'no older history': historyMessage({
    ...page,
    history: { requests: [], olderThan: null },
    isFirst: false,
  }),
};

const able = {
  mayLeave: true,
  leavers: 'admins',
  othersMayAsk: false,
  stoppedBy: null,
  isConnected: true,
  nameOf,
} as const;
const unable = { ...able, mayLeave: false, leavers: { users: [mei, olu], userGroups: [leads] } };

export const helpStop: Family = {
  help: helpMessage(able),
  'help while stopped and not connected': helpMessage({ ...able, stoppedBy: mei, isConnected: false }),
  'help for others': helpMessage(unable),
  'help for others who may ask': helpMessage({ ...unable, othersMayAsk: true }),
  'all stopped': allStopped({ requests: [running, waiting], by: ada, wasStoppedBy: null, nameOf }),
  'all stopped, again, nothing open': allStopped({ requests: [], by: ada, wasStoppedBy: mei, nameOf }),
  'stop what': stopWhat(),
  stopped: stopAnswer({ kind: 'stopped', request: waiting, saved: [group(0, 'Family')] }, now),
  'stopped in the middle': stopAnswer({ kind: 'stopped', request: running, saved: seven.slice(2) }, now),
  'stopped too late': stopAnswer(
    { kind: 'too-late', request: requestOf(requested([group(0, 'Family')]), [[5, calling(0)]]) },
    now,
  ),
  'stopped after the end': stopAnswer({ kind: 'too-late', request: left }, now),
  'stopped twice': stopAnswer(
    { kind: 'too-late', request: requestOf(requested(seven), [[3, { type: 'stop-asked', by: mei }]]) },
    now,
  ),
  'stopped, not known': stopAnswer({ kind: 'not-found' }, now),
  joined: alreadyBeingLeft([{ group: group(0, 'Padel Tuesdays'), by: mei, requestId }], nameOf),
  'joined, many': alreadyBeingLeft(
    fifty.map((one) => ({ group: one, by: mei, requestId })),
    nameOf,
  ),
  'to mend: key': mendMessage({
    what: 'unauthorized',
    number: { phone: null, name: null },
    sessionId,
    said: 'Invalid API key',
  }),
  'to mend: number down': mendMessage({
    what: 'session-down',
    number: { phone: '447700900123', name: 'Sales UK' },
    sessionId,
    said: null,
  }),
  'to mend: number gone': mendMessage({
    what: 'session-gone',
    number: { phone: null, name: null },
    sessionId,
    said: 'Session not found',
  }),
  'to mend: key unreadable': mendMessage({
    what: 'key-unreadable',
    number: { phone: null, name: null },
    sessionId,
    said: null,
  }),
  'step refused': [
    stepRefused.missing(['session_id']),
    stepRefused.missing(['group_id', 'requester']),
    ...Object.values(stepRefused).flatMap((one) => (typeof one === 'string' ? [one] : [])),
  ],
  'step outputs': [
    left,
    requestOf(requested([group(0, 'Family')]), [[3, { type: 'stop-asked', by: mei }], finished(3)]),
  ].map((one) => JSON.stringify(stepOutputs(one))),
};

export const notices: Family = {
  ...Object.fromEntries(
    Rule.options.map((rule) => [
      `refused: ${rule}`,
      noticeModal({ kind: 'refused', rule, settings: { ...fullSettings, stoppedBy: olu }, nameOf }),
    ]),
  ),
  'refused: channel, of many': noticeModal({
    kind: 'refused',
    rule: 'channel',
    settings: {
      ...settings,
      channels: Array.from(
        { length: 100 },
        () => fullSettings.channels[0] ?? 'C0CLIENTS',
      ) as typeof settings.channels,
    },
    nameOf,
  }),
  'refused: leavers, of many': noticeModal({
    kind: 'refused',
    rule: 'leavers',
    settings: { ...settings, leavers: { users: Array.from({ length: 100 }, () => mei), userGroups: [] } },
    nameOf,
  }),
  'over the cap': noticeModal({ kind: 'over-cap', used: 38, cap: 40 }),
  'over the cap, none left': noticeModal({ kind: 'over-cap', used: 40, cap: 40 }),
  joined: noticeModal({
    kind: 'joined',
    joined: [{ group: group(0, 'Padel Tuesdays'), by: mei, requestId }],
    nameOf,
  }),
  'not connected, admin': noticeModal({ kind: 'not-connected', isAdmin: true }),
  'not connected': noticeModal({ kind: 'not-connected', isAdmin: false }),
  'key refused, admin': noticeModal({ kind: 'key-refused', isAdmin: true, said: 'Unauthorized' }),
  'key refused': noticeModal({ kind: 'key-refused', isAdmin: false, said: null }),
  'key unreadable': noticeModal({ kind: 'key-unreadable' }),
  'taken for others': noticeModal({ kind: 'taken-for-others', groups: 2 }),
  expired: noticeModal({ kind: 'expired' }),
  outdated: noticeModal({ kind: 'outdated' }),
  'nothing to leave': noticeModal({ kind: 'nothing-to-leave' }),
  'nothing to try again': noticeModal({ kind: 'nothing-to-try-again' }),
  'tried again already': noticeModal({ kind: 'tried-again-already' }),
  'Wasend silent': noticeModal({ kind: 'wasend-silent', said: 'Internal server error' }),
  'Wasend silent, no word': noticeModal({ kind: 'wasend-silent', said: null }),
  'ledger down': noticeModal({ kind: 'ledger-down', reference: 'ref-7f3a' }),
  'not authorised': noticeModal({ kind: 'not-authorised', reference: 'ref-7f3a' }),
  broke: noticeModal({ kind: 'broke', reference: 'ref-7f3a', confirmed: false }),
  'broke after a confirmation': noticeModal({ kind: 'broke', reference: 'ref-7f3a', confirmed: true }),
  'not filled': noticeModal({ kind: 'not-filled', reference: 'ref-7f3a' }),
  'the next 50': nextGroupsModal(50, 150),
  'trigger expired': [triggerExpired('command'), triggerExpired('button')],
  'as messages': [
    ledgerDown({ reference: 'r' }),
    notAuthorised({ reference: 'r' }),
    somethingBroke({ reference: 'r', confirmed: true }),
  ],
};
