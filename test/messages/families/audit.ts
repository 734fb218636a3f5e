import { ChannelId } from '../../../src/leaving/ids.ts';
import type { NoteEvent } from '../../../src/leaving/notes.ts';
import { NoteId } from '../../../src/leaving/notes.ts';
import type { SettingChange } from '../../../src/leaving/rules/settings-changes.ts';
import { auditMessage } from '../../../src/messages/audit/audit-message.ts';
import { noteMessage } from '../../../src/messages/audit/note-message.ts';
import {
  type At,
  ada,
  answer,
  answered,
  calling,
  channelId,
  fifty,
  finished,
  group,
  groupNames,
  looked,
  mei,
  olu,
  requested,
  requestOf,
  sessionId,
  startedAt,
  stateOf,
  wellLeft,
} from '../requests.ts';
import { fullSettings, names, otherSessionId, settings } from '../settings.ts';
import type { Family } from './family.ts';

const card = 'https://agency.slack.com/archives/C0CLIENTS/p1';
const audit = ChannelId.parse('C0AUDIT');

function told(
  events: readonly At[],
  after: number,
  groups = [group(0, 'Padel Tuesdays')],
  more: Parameters<typeof requested>[1] = {},
): unknown {
  return auditMessage(
    stateOf(requestOf(requested(groups, more), events), { now: startedAt + after * 1_000 }),
    card,
  );
}

function note(event: NoteEvent): unknown {
  return noteMessage(
    {
      noteId: NoteId.parse('01M8XYZ0000000000000000009'),
      workspaceId: 'T0ONE',
      event,
      at: startedAt,
      seal: { sequence: 35, hash: '535c6b34'.repeat(8) },
    },
    names,
  );
}

const changed = (...changes: SettingChange[]): unknown =>
  note({ type: 'settings-changed', by: olu, changes, tell: [audit] });

export const auditMail: Family = {
  left: told([...wellLeft(0, 5), finished(9)], 9, undefined, { reason: 'Client contract ended' }),
  'left, asked in a direct message': told([...wellLeft(0, 5), finished(9)], 9, undefined, {
    channelId: ChannelId.parse('D0123456'),
  }),
  'left after an approval': told(
    [
      [20, { type: 'approved', by: olu, list: 'abc', holdUntil: startedAt + 25_000 }],
      ...wellLeft(0, 25),
      finished(29),
    ],
    29,
    undefined,
    { approval: { needed: 1, until: startedAt + 60_000, list: 'abc' } },
  ),
  'a press that was refused': told(
    [
      [3, { type: 'press-refused', by: mei, press: 'approve', rule: 'guest' }],
      ...wellLeft(0, 25),
      finished(29),
    ],
    29,
  ),
  refused: told(
    [
      [5, calling(0)],
      [6, answered(0, answer('not-clear', 403, 'You are the group owner.'))],
      [7, looked(0, 1, 'in', 'named-as-member', { owner: true })],
      finished(7),
    ],
    8,
  ),
  'several, stopped': told(
    [...wellLeft(0, 5), [20, { type: 'stop-asked', by: mei }], finished(21)],
    22,
    groupNames.map((name, index) => group(index, name)),
  ),
  '50 left': told([...fifty.flatMap((_, index) => wellLeft(index, 5 + index * 6)), finished(330)], 331, [
    ...fifty,
  ]),
};

export const notes: Family = {
  'an ask that was refused': note({
    type: 'ask-refused',
    by: mei,
    channelId,
    groups: [group(0, 'Padel Tuesdays'), group(1, null)],
    sessionId,
    rule: 'leavers',
    tell: [audit],
  }),
  'stop all that was refused': note({
    type: 'ask-refused',
    by: mei,
    channelId,
    groups: [],
    rule: 'guest',
    what: 'stop-all',
    tell: [audit],
  }),
  'something that was refused, from a record of before': note({
    type: 'ask-refused',
    by: mei,
    channelId,
    groups: [],
    rule: 'guest',
    tell: [audit],
  }),
  '50 groups that were refused': note({
    type: 'ask-refused',
    by: mei,
    channelId,
    groups: [...fifty],
    rule: 'protected',
    tell: [audit],
  }),
  'every setting': changed(
    { what: 'leavers', before: 'admins', after: fullSettings.leavers },
    { what: 'othersMayAsk', before: false, after: true },
    { what: 'holdSeconds', before: 5, after: 10 },
    { what: 'gapSeconds', before: { from: 20, to: 45 }, after: { from: 30, to: 30 } },
    { what: 'channels', before: [], after: fullSettings.channels },
    { what: 'channelSessions', before: [], after: fullSettings.channelSessions },
    { what: 'protectedGroups', before: ['*padel*', '_x_ ~y~ `z`'], after: fullSettings.protectedGroups },
    { what: 'approval', before: settings.approval, after: fullSettings.approval },
    { what: 'dailyCap', before: null, after: 40 },
    { what: 'session', before: sessionId, after: otherSessionId },
    { what: 'auditChannel', before: null, after: audit },
  ),
  'the key replaced by one that ends alike': changed({ what: 'key', before: 'a1b2', after: 'a1b2' }),
  'the key removed': changed(
    { what: 'key', before: 'a1b2', after: null },
    { what: 'session', before: sessionId, after: null },
  ),
  'everything stopped': note({
    type: 'settings-changed',
    by: mei,
    changes: [{ what: 'stoppedBy', before: null, after: mei }],
    tell: [audit],
  }),
  'the stop lifted': changed({ what: 'stoppedBy', before: mei, after: null }),
  'by the command line': note({
    type: 'settings-changed',
    by: null,
    changes: [{ what: 'dailyCap', before: 40, after: null }],
    tell: [audit],
  }),
  'a long list': changed({
    what: 'protectedGroups',
    before: Array.from({ length: 60 }, (_, index) => `*pattern number ${index}*`),
    after: Array.from({ length: 60 }, (_, index) => `*pattern number ${index + 2}*`),
  }),
  'the largest change there can be': changed(
    {
      what: 'protectedGroups',
      before: Array.from({ length: 100 }, (_, index) => `${index}${'<'.repeat(97)}`),
      after: [],
    },
    {
      what: 'leavers',
      before: { users: Array.from({ length: 100 }, () => ada), userGroups: [] },
      after: 'everyone',
    },
  ),
  'of an older version': changed({ what: 'in-words', of: 'hold', before: '5 <s>', after: '10 *s*' }),
  pruned: note({
    type: 'pruned',
    entries: 120,
    through: 155,
    lastHash: '9f'.repeat(32),
    rules: null,
    tell: [audit],
  }),
};
