import { GroupId } from '../ids.ts';
import { cleanPastedText, longestReference } from './pasted-text.ts';

/** Something of WhatsApp that is no group. */
export type NotAGroup = 'channel' | 'broadcast' | 'person' | 'bot' | 'channel-link' | 'person-link';

/** Why a piece of text is no group id and no invite. */
export type MalformedGroup =
  | 'nothing'
  | 'too-long'
  /** A number as a spreadsheet shows one of more than 15 digits: `1.20363E+17`. */
  | 'rounded'
  | 'digits-missing'
  | 'phone-number'
  | 'no-plain-hyphen'
  | 'no-group-number'
  | 'more-than-an-id'
  | 'spaces-inside'
  | 'incomplete-invite'
  | 'no-invite-code'
  | 'a-name';

/** What one piece of typed text refers to. */
export type GroupReference =
  | {
      readonly kind: 'group';
      readonly groupId: GroupId;
      /** Set where the digits end as a spreadsheet leaves them: it may be another group's id. */
      readonly doubt?: 'perhaps-rounded';
    }
  /** An invite: Wasend's join-info tells which group it leads to. */
  | { readonly kind: 'invite'; readonly code: string }
  | { readonly kind: 'not-a-group'; readonly why: NotAGroup }
  | { readonly kind: 'malformed'; readonly why: MalformedGroup };

/** Modern ids are digits, usually 120363 and twelve more; old ones the creator's phone, a hyphen and a Unix time. */
const withServer = /^([1-9]\d{9,19}|[1-9]\d{4,14}-\d{8,11})@g\.us$/i;
/** Without `@g.us` only what cannot be a phone number is taken: anything shorter may be a person. */
const bareModern = /^(1203\d{14})(?:-group)?$/;
const bareLegacy = /^[1-9]\d{6,14}-1\d{9}$/;
/** Spreadsheets keep 15 digits of a number and write zeros for the rest. */
const roundedDigits = /^1203\d{11}000$/;
const scientific = /^\d(?:[.,]\d{1,16})?E\+?1[0-9]$/i;

const inviteCode = /^[A-Za-z0-9]{22}$/;
const inviteLinks = [
  /^(?:https?:\/\/)?chat\.whatsapp\.com\/(?:invite\/|accept\/)?([A-Za-z0-9]{22})(?:[/?#&]\S*)?$/i,
  /^whatsapp:\/\/chat\/?\?code=([A-Za-z0-9]{22})(?:[&#]\S*)?$/i,
  /^(?:https?:\/\/)?(?:web|chat)\.whatsapp\.com\/accept\/?\?code=([A-Za-z0-9]{22})(?:[&#]\S*)?$/i,
];

/**
 * Reads one id or invite link as people paste them. Never throws; takes time in proportion to the input, and refuses
 * overlong input at once; reading its own `groupId` or `code` again gives the same. The grammar is from ids in public
 * repositories and whatsmeow's own invite prefix.
 */
export function parseGroupReference(input: string): GroupReference {
  if (input.length > longestReference) return { kind: 'malformed', why: 'too-long' };
  const text = cleanPastedText(input);
  return readGroup(text) ?? readInvite(text) ?? readOther(text) ?? malformed(text);
}

function readGroup(text: string): GroupReference | null {
  const user = withServer.exec(text)?.[1] ?? bareModern.exec(text)?.[1] ?? bareLegacy.exec(text)?.[0];
  if (user === undefined) return null;
  const group = { kind: 'group', groupId: GroupId.parse(`${user}@g.us`) } as const;
  // With its server it was a text, which no spreadsheet rounds.
  return roundedDigits.test(text) ? { ...group, doubt: 'perhaps-rounded' } : group;
}

function readInvite(text: string): GroupReference | null {
  for (const link of inviteLinks) {
    const code = link.exec(text)?.[1];
    if (code !== undefined) return { kind: 'invite', code };
  }
  return isBareCode(text) ? { kind: 'invite', code: text } : null;
}

/** A word or a number of 22 characters is no invite: a code has both cases, and not only as a name has them. */
function isBareCode(text: string): boolean {
  return inviteCode.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text.slice(1));
}

const others: readonly (readonly [RegExp, NotAGroup])[] = [
  [/@newsletter$/i, 'channel'],
  [/@broadcast$/i, 'broadcast'],
  [/@(?:s\.whatsapp\.net|c\.us|hosted)$/i, 'person'],
  [/@(?:hosted\.)?lid$/i, 'person'],
  [/@bot$/i, 'bot'],
  [/^(?:https?:\/\/)?(?:www\.)?whatsapp\.com\/channel\//i, 'channel-link'],
  [/^(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send)/i, 'person-link'],
];

function readOther(text: string): GroupReference | null {
  const other = others.find(([pattern]) => pattern.test(text));
  return other === undefined ? null : { kind: 'not-a-group', why: other[1] };
}

function malformed(text: string): GroupReference {
  return { kind: 'malformed', why: whyMalformed(text) };
}

function whyMalformed(text: string): MalformedGroup {
  if (text === '') return 'nothing';
  if (scientific.test(text)) return 'rounded';
  if (/^1203\d{5,13}(?:-group)?$/.test(text)) return 'digits-missing';
  if (/^1203\d{15,}$/.test(text)) return 'no-group-number';
  if (/^\+?\d{5,17}$/.test(text)) return 'phone-number';
  if (/^[^@]*[–—−_][^@]*@g\.us$/i.test(text)) return 'no-plain-hyphen';
  if (isSpaced(text)) return 'spaces-inside';
  if (/@g\.us$/i.test(text)) return 'no-group-number';
  if (/@g\.us|1203\d{9}/i.test(text)) return 'more-than-an-id';
  if (/\b(?:chat|web)\.whatsapp\.com|whatsapp:\/\/chat/i.test(text)) return 'incomplete-invite';
  return /^[A-Za-z0-9]{20,24}$/.test(text) && /\d/.test(text) ? 'no-invite-code' : 'a-name';
}

function isSpaced(text: string): boolean {
  return /^[\d\p{Zs}-]+(?:@g\.us)?$/iu.test(text) && readGroup(text.replace(/\p{Zs}/gu, '')) !== null;
}
