import { ChannelId, type UserGroupId } from '../../../src/leaving/ids.ts';
import { channelSessionsForm } from '../../../src/messages/home/forms/channel-sessions-form.ts';
import { connectForm, keyRefused, malformedKeyWords } from '../../../src/messages/home/forms/connect-form.ts';
import {
  auditChannelRefused,
  auditHello,
  connectionForm,
  pendingKeyGone,
} from '../../../src/messages/home/forms/connection-form.ts';
import { fieldFaults } from '../../../src/messages/home/forms/field-faults.ts';
import { formOpening } from '../../../src/messages/home/forms/form.ts';
import { paceForm } from '../../../src/messages/home/forms/pace-form.ts';
import { safetyForm } from '../../../src/messages/home/forms/safety-form.ts';
import { staleForm } from '../../../src/messages/home/forms/stale-form.ts';
import { whoForm } from '../../../src/messages/home/forms/who-form.ts';
import { type Home, homeView } from '../../../src/messages/home/home.ts';
import {
  finished,
  group,
  groupNames,
  leads,
  mei,
  nothingAhead,
  olu,
  requested,
  requestOf,
  sessionId,
  startedAt,
  wellLeft,
} from '../requests.ts';
import { fullSettings, names, otherSessionId, settings } from '../settings.ts';
import type { Family } from './family.ts';

const matches = { listed: 41, protects: new Map([['*board*', 2]]) };
export const sessions = [
  { sessionId, name: 'Sales UK', phoneNumber: '447700900123', health: 'usable' },
  { sessionId: otherSessionId, name: 'Support', phoneNumber: '12025550123', health: 'down' },
] as const;
export const home: Home = {
  isAdmin: true,
  mayLeave: true,
  connection: { keyEnd: 'a1b2', sessionId, auditChannel: ChannelId.parse('C0AUDIT') },
  settings,
  matches,
  names,
  problems: [],
  numbers: [
    {
      sessionId,
      label: { phone: '447700900123', name: 'Sales UK' },
      health: 'usable',
      limitedUntil: null,
      isDefault: true,
    },
    {
      sessionId: otherSessionId,
      label: { phone: '12025550123', name: 'Support' },
      health: 'needs-a-person',
      limitedUntil: startedAt + 34 * 60_000,
      isDefault: false,
    },
  ],
  isChecking: false,
  open: [
    {
      request: requestOf(requested(groupNames.map((name, index) => group(index, name))), wellLeft(0, 5)),
      outlook: { ...nothingAhead, expectedEndAt: startedAt + 8 * 60_000 },
      cardUrl: null,
    },
  ],
  recent: [requestOf(requested([group(0, 'Padel Tuesdays')]), [...wellLeft(0, 5), finished(9)])],
  cardUrlOf: () => 'https://agency.slack.com/archives/C0CLIENTS/p1',
  appName: 'Leaver',
  now: startedAt + 60_000,
};
const admins = { settings, revision: 4 };
export const named = {
  settings: { ...fullSettings, leavers: { users: [mei, olu], userGroups: [leads] } },
  revision: 5,
};
export const many = Array.from({ length: 150 }, (_, index) => ({
  id: `S${String(index).padStart(4, '0')}` as UserGroupId,
  handle: `team-${index}`,
}));

export const homeTab: Family = {
  'an admin': homeView(home),
  'an admin, everything set': homeView({ ...home, settings: fullSettings }),
  'an admin, the list not read': homeView({
    ...home,
    settings: fullSettings,
    matches: null,
    isChecking: true,
    open: [],
    recent: [],
  }),
  'an admin who may not leave': homeView({ ...home, mayLeave: false }),
  'an admin, not connected': homeView({ ...home, connection: null }),
  'an admin, troubles': homeView({
    ...home,
    settings: { ...settings, stoppedBy: mei },
    open: [],
    recent: [],
    problems: [
      { kind: 'key-refused', said: 'Invalid API key' },
      { kind: 'key-unreadable' },
      { kind: 'wasend-not-reached', said: null },
      { kind: 'session-gone' },
      { kind: 'session-needs-a-person' },
      { kind: 'session-down' },
      { kind: 'no-audit-channel' },
      { kind: 'audit-channel-lost', channelId: ChannelId.parse('C0AUDIT') },
      { kind: 'audit-channel-shared', channelId: ChannelId.parse('C0AUDIT') },
    ],
  }),
  'a leaver': homeView({ ...home, isAdmin: false, problems: [{ kind: 'session-down' }] }),
  others: homeView({ ...home, isAdmin: false, mayLeave: false }),
  'others, who may ask': homeView({
    ...home,
    isAdmin: false,
    mayLeave: false,
    settings: { ...settings, othersMayAsk: true },
  }),
  'others, not connected': homeView({ ...home, isAdmin: false, mayLeave: false, connection: null }),
};

export const forms: Family = {
  opening: formOpening('Who and where'),
  'who, admins': whoForm({ rules: admins, userGroups: [] }),
  'who, named people': whoForm({ rules: named, userGroups: [{ id: leads, handle: 'leads' }] }),
  'who, user groups not listed': whoForm({ rules: named, userGroups: null }),
  'who, more user groups than fit, the chosen one not among them': whoForm({
    rules: named,
    userGroups: many,
  }),
  safety: safetyForm({ rules: admins, matches: null }),
  'safety, everything set': safetyForm({ rules: named, matches }),
  pace: paceForm(admins),
  'pace, everything set': paceForm(named),
  connect: connectForm(),
  'number and audit': connectionForm({
    sessions,
    sessionId,
    auditChannel: ChannelId.parse('C0AUDIT'),
    pendingId: null,
    revision: 2,
  }),
  'number and audit, a new key': connectionForm({
    sessions,
    sessionId: null,
    auditChannel: null,
    pendingId: 'pending-1',
    revision: 2,
  }),
  'numbers of a channel': channelSessionsForm(sessions, 4),
  stale: staleForm({
    changedBy: olu,
    changes: [{ what: 'protectedGroups', before: [], after: ['*board*'] }],
    names,
  }),
  'stale, not known by whom': staleForm({ changedBy: null, changes: [], names }),
  'hello to the audit channel': auditHello(olu, names.nameOf),
  faults: [...Object.values(fieldFaults), ...Object.values(malformedKeyWords), pendingKeyGone].flatMap(
    (one) => (typeof one === 'string' ? [one] : []),
  ),
  'a rule that cannot be met': fieldFaults.tooFewApprovers(1, 5),
  'the key refused': (['unauthorized', 'no-sessions', 'not-reached'] as const).map((why) =>
    keyRefused(why, 'Invalid API key'),
  ),
  'the audit channel refused': (['not-in-channel', 'slack-silent', 'shared', 'other'] as const).map((why) =>
    auditChannelRefused(why, 'Leaver', 'is_archived'),
  ),
};
