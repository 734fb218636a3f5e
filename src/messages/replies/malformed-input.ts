import type { BadWhy } from '../../leaving/typed/references.ts';
import type { MalformedSession } from '../../leaving/typed/session-id.ts';

/** What a right one looks like, to be said once beside the reasons. */
export const rightGroupReference =
  'A group id looks like 120363025246125486@g.us, an invite link like https://chat.whatsapp.com/AbCdEfGh1234IjKlMn5678.';

/** Why something typed names no group, each as one sentence. */
export const badReferenceWords = {
  nothing: 'There is nothing here.',
  'too-long': 'This is too long for one group.',
  rounded: 'A spreadsheet has rounded this id. Format its column as text and copy it again.',
  'perhaps-rounded':
    'The id ends in 000: a spreadsheet may have rounded it. Compare it with the id in Wasend before leaving.',
  'digits-missing': 'This looks like a group id with digits missing.',
  'phone-number': 'This looks like a phone number, not a group.',
  'no-plain-hyphen': 'The two numbers of an old group id are joined by a plain hyphen.',
  'no-group-number': 'The part before @g.us is not the number of a group.',
  'more-than-an-id': 'There is more here than a group id.',
  'spaces-inside': 'This group id has spaces in it. Type it again without them.',
  'incomplete-invite': 'This WhatsApp link has no complete invite code.',
  'no-invite-code': 'An invite code has 22 letters and digits.',
  'a-name': 'Groups are named by their id or invite link here, not by their name.',
  channel: 'This is a channel, not a group.',
  broadcast: 'This is a broadcast list or status, not a group.',
  person: 'This is a person, not a group.',
  bot: 'This is a bot, not a group.',
  'channel-link': 'This link leads to a channel, not to a group.',
  'person-link': 'This link leads to a person, not to a group.',
  'invite-not-told': 'Wasend could not tell which group this invite leads to. Use the group’s id instead.',
} as const satisfies Record<BadWhy, string>;

/** Why a text is no session id, each as one sentence. */
export const malformedSessionWords = {
  'no-session-id': 'A session id has letters, digits, dots, hyphens and underscores, at most 128 of them.',
  'word-of-the-api': 'This is a word of the Wasend API and cannot be a session id.',
} as const satisfies Record<MalformedSession, string>;

/** One line for all words that named no group; null when there were none. */
export function passedOverLine(count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? '1 other word was passed over.' : `${count} other words were passed over.`;
}

export const tooLongText =
  'Nothing was done. This text is longer than 20,000 characters. Paste only the ids or invite links.';
