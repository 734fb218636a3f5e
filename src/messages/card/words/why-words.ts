import type { SetAsideWhy } from '../../../leaving/events.ts';
import type { NotAskedWhy, RefusedWhy } from '../../../leaving/leave.ts';

/** What to do after a refusal; null where the API's own words are all there is. */
export const refusedNext = {
  owner: 'Wasend does not let an owner leave. Leave it in WhatsApp on the phone.',
  'clear-no': null,
  'not-clear': 'Look at the group in WhatsApp on the phone.',
  unauthorized: 'Wasend does not take the key. An admin replaces it on the app’s Home tab.',
  'session-gone': 'Wasend does not know the number. An admin looks at it in Wasend.',
  'session-down': 'The number is not connected to WhatsApp. Link it again in Wasend.',
  'not-connected': 'The workspace is no longer connected to Wasend.',
  'key-unreadable': 'The key cannot be read any more. An admin enters it again on the app’s Home tab.',
  'number-changed': null,
} as const satisfies Record<RefusedWhy, string | null>;

/** Why a group was never asked for, and what to do. */
export const notAskedWords = {
  unauthorized: refusedNext.unauthorized,
  'session-gone': refusedNext['session-gone'],
  'session-down': refusedNext['session-down'],
  'not-connected': 'The workspace was disconnected from Wasend.',
  'key-unreadable': refusedNext['key-unreadable'],
  'number-changed': refusedNext['number-changed'],
  unreachable: 'Wasend could not be reached for an hour.',
  'rate-limited': 'Wasend’s limit of calls was reached for an hour.',
  'number-limited': 'WhatsApp limited this number for an hour. Give it some hours of rest.',
  'session-starting': 'The number was starting for an hour and did not get ready. Look at it in Wasend.',
  'number-unread': 'Wasend did not tell for an hour which number this is.',
  broken: 'Something went wrong in this app.',
  declined: null,
  'approval-expired': null,
} as const satisfies Record<NotAskedWhy, string | null>;

/** Why a group of a confirmed list was not asked for after all. */
export const setAsideWords = {
  renamed: 'It has another name than when this was confirmed.',
  'standing-changed': 'The number’s role in it is not what it was when this was confirmed.',
  'not-listed': 'The number is no longer in it, by the list.',
  'refused-as-outsider': 'Wasend no longer shows it to this number.',
  'not-checked': 'Wasend could not tell whether it still is as it was confirmed.',
  protected: 'It is protected by now.',
  channel: 'Groups may no longer be left from this channel.',
  session: 'This number may no longer be used from this channel.',
  'requester-may-not': 'Who asked may no longer leave groups.',
  'approver-may-not': 'Who approved may no longer leave groups.',
} as const satisfies Record<SetAsideWhy, string>;
