import { SessionId } from '../../../src/leaving/ids.ts';
import { countMismatch, notUnderstood } from '../../../src/messages/modals/field-errors.ts';
import { groupOptions } from '../../../src/messages/modals/picker/group-options.ts';
import { listNote } from '../../../src/messages/modals/picker/list-note.ts';
import { type PickerState, pickerModal } from '../../../src/messages/modals/picker/picker.ts';
import { listed } from '../previews.ts';
import { requestId, sessionId, startedAt } from '../requests.ts';
import type { Family } from './family.ts';

const sessions: PickerState['sessions'] = [
  { sessionId, name: 'Sales UK', phoneNumber: '447700900123', health: 'usable' },
  {
    sessionId: SessionId.parse('two'),
    name: 'Support',
    phoneNumber: '12025550123',
    health: 'needs-a-person',
  },
  { sessionId: SessionId.parse('three'), name: null, phoneNumber: null, health: 'not-known' },
];
const state: PickerState = {
  requestId,
  revision: 0,
  sessions,
  sessionId,
  isDefaultSession: true,
  filter: 'all',
  matches: null,
  note: null,
};
const found = [
  listed(0, 'Padel Tuesdays'),
  listed(1, 'Padel Board', { blocked: 'protected' }),
  listed(2, 'Padel Tuesdays'),
  listed(3, 'Padel owners', { blocked: 'owner' }),
];
const failed = { kind: 'failed', why: 'unreadable', status: 500, said: 'Internal <error>' } as const;
const list = (count: number, unreadable = 0, whole = true) =>
  ({
    kind: 'ok',
    value: {
      groups: Array.from({ length: count }, (_, index) => ({ memberCount: index === 0 ? null : 5 })),
      whole,
      unreadable,
    },
  }) as const;

export const picker: Family = {
  'one number': pickerModal({ ...state, sessions: sessions.slice(0, 1) }),
  'several numbers, another one chosen': pickerModal({
    ...state,
    sessionId: SessionId.parse('two'),
    isDefaultSession: false,
  }),
  'a filter': pickerModal({ ...state, sessions: [], filter: 'few-members' }),
  'words that match': pickerModal({
    ...state,
    sessions: [],
    matches: { typed: 'padel', count: 4, groups: found },
  }),
  'words that match more than fit': pickerModal({
    ...state,
    sessions: [],
    matches: {
      typed: 'client',
      count: 41,
      groups: Array.from({ length: 12 }, (_, index) => listed(index, `Client ${index}`)),
    },
  }),
  'words that match nothing that can be left': pickerModal({
    ...state,
    sessions: [],
    matches: { typed: 'board', count: 1, groups: [listed(1, 'Board', { blocked: 'protected' })] },
  }),
  'words that match nothing': pickerModal({
    ...state,
    sessions: [],
    matches: { typed: '<!channel> “x”', count: 0, groups: [] },
  }),
  'a list that failed': pickerModal({ ...state, sessions: [], note: listNote(failed, null, 'all') }),
  'a list that a refused key does not get': pickerModal({
    ...state,
    sessions: [],
    note: listNote({ ...failed, why: 'unauthorized', status: 401, said: 'Unauthorized' }, null, 'all'),
  }),
  'a list that came too late': pickerModal({ ...state, sessions: [], note: listNote(null, null, 'all') }),
  'few members, of some not told': pickerModal({
    ...state,
    sessions: [],
    filter: 'few-members',
    note: listNote(list(3, 2), null, 'few-members'),
  }),
  'owned by the number': pickerModal({
    ...state,
    sessions: [],
    filter: 'owned',
    note: listNote(list(3), null, 'owned'),
  }),
  'a list that is empty': pickerModal({
    ...state,
    sessions: [],
    note: listNote(list(0), { kind: 'ok', value: 0 }, 'all'),
  }),
  'a list that is empty, and should not be': pickerModal({
    ...state,
    sessions: [],
    note: listNote(list(0), { kind: 'ok', value: 12 }, 'all'),
  }),
  'a list with rows that could not be read': pickerModal({
    ...state,
    sessions: [],
    note: listNote(list(3, 2), null, 'all'),
  }),
  'a list that may not be complete': pickerModal({
    ...state,
    sessions: [],
    note: listNote(list(3, 0, false), null, 'all'),
  }),
  options: JSON.stringify(
    groupOptions(
      [...found, listed(4, '\u3164'), listed(5, null), listed(6, ':warning: Left '.repeat(9), {}, startedAt)],
      41,
    ),
    null,
    1,
  ),
  'no options': JSON.stringify(groupOptions([], 0)),
  'nothing typed': notUnderstood([]),
  'nothing understood': notUnderstood([
    { typed: '447700900123', reference: { kind: 'malformed', why: 'phone-number' } },
  ]),
  'another number typed': countMismatch(7),
};
