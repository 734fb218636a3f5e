import { GroupId } from '../ids.ts';
import { cleanPastedText, longestReference } from './pasted-text.ts';

/** What one piece of typed text refers to. `why` is a sentence for the person who typed it. */
export type GroupReference =
  | { readonly kind: 'group'; readonly groupId: GroupId }
  /** An invite: Wasend's join-info tells which group it leads to. */
  | { readonly kind: 'invite'; readonly code: string }
  /** Something of WhatsApp, but no group. */
  | { readonly kind: 'not-a-group'; readonly why: string }
  | { readonly kind: 'malformed'; readonly why: string };

/** Modern ids are digits, usually 120363 and twelve more; old ones the creator's phone, a hyphen and a Unix time. */
const withServer = /^([1-9]\d{9,19}|[1-9]\d{4,14}-\d{8,11})@g\.us$/i;
/** Without `@g.us` only what cannot be a phone number is taken: anything shorter may be a person. */
const bareModern = /^(1203\d{14})(?:-group)?$/;
const bareLegacy = /^[1-9]\d{6,14}-1\d{9}$/;

const inviteCode = /^[A-Za-z0-9]{22}$/;
const inviteLinks = [
  /^(?:https?:\/\/)?chat\.whatsapp\.com\/(?:invite\/)?([A-Za-z0-9]{22})(?:[/?#]\S*)?$/i,
  /^whatsapp:\/\/chat\/?\?code=([A-Za-z0-9]{22})(?:&\S*)?$/i,
  /^https?:\/\/web\.whatsapp\.com\/accept\?code=([A-Za-z0-9]{22})(?:&\S*)?$/i,
];

/** What a right one looks like, to be said once beside the reasons. */
export const rightGroupReference =
  'A group id looks like 120363025246125486@g.us, an invite link like https://chat.whatsapp.com/AbCdEfGh1234IjKlMn5678.';

/**
 * Reads one id or invite link as people paste them. Never throws; takes time in proportion to the input, and refuses
 * overlong input at once; reading its own `groupId` or `code` again gives the same. The grammar is from ids in public
 * repositories and whatsmeow's own invite prefix.
 */
export function parseGroupReference(input: string): GroupReference {
  if (input.length > longestReference) return malformed('This is too long for one group.');
  const text = cleanPastedText(input);
  return readGroup(text) ?? readInvite(text) ?? readOther(text) ?? malformed(whyMalformed(text));
}

function readGroup(text: string): GroupReference | null {
  const given = withServer.exec(text);
  if (given?.[1] !== undefined) return group(given[1]);
  const modern = bareModern.exec(text);
  if (modern?.[1] !== undefined) return group(modern[1]);
  return bareLegacy.test(text) ? group(text) : null;
}

function group(user: string): GroupReference {
  return { kind: 'group', groupId: GroupId.parse(`${user}@g.us`) };
}

function readInvite(text: string): GroupReference | null {
  for (const link of inviteLinks) {
    const code = link.exec(text)?.[1];
    if (code !== undefined) return { kind: 'invite', code };
  }
  // Only a bare code with both cases is taken for one: a word or a number of 22 characters is no invite.
  const isBareCode = inviteCode.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
  return isBareCode ? { kind: 'invite', code: text } : null;
}

const others: readonly (readonly [RegExp, string])[] = [
  [/@newsletter$/i, 'This is a channel, not a group.'],
  [/@broadcast$/i, 'This is a broadcast list or status, not a group.'],
  [/@(?:s\.whatsapp\.net|c\.us|hosted)$/i, 'This is a person, not a group.'],
  [/@(?:hosted\.)?lid$/i, 'This is a person, not a group.'],
  [/@bot$/i, 'This is a bot, not a group.'],
  [/^(?:https?:\/\/)?(?:www\.)?whatsapp\.com\/channel\//i, 'This link leads to a channel, not to a group.'],
  [/^(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send)/i, 'This link leads to a person, not to a group.'],
];

function readOther(text: string): GroupReference | null {
  const other = others.find(([pattern]) => pattern.test(text));
  return other === undefined ? null : { kind: 'not-a-group', why: other[1] };
}

function malformed(why: string): GroupReference {
  return { kind: 'malformed', why };
}

function whyMalformed(text: string): string {
  if (text === '') return 'There is nothing here.';
  if (/^\+?\d{5,17}$/.test(text)) return 'This looks like a phone number or an id with digits missing.';
  if (/^[^@]*[–—−_][^@]*@g\.us$/i.test(text))
    return 'The two numbers of an old group id are joined by a plain hyphen.';
  if (/@g\.us$/i.test(text)) return 'The part before @g.us is not the number of a group.';
  if (/@g\.us/i.test(text)) return 'There is more here than a group id.';
  if (/whatsapp/i.test(text)) return 'This WhatsApp link has no complete invite code.';
  if (/^[A-Za-z0-9]{20,24}$/.test(text)) return 'An invite code has 22 letters and digits.';
  if (/^[{<]/.test(text)) return 'This is not a group id.';
  return 'Groups are named by their id or invite link here, not by their name.';
}
