import { idColumnsOnly } from './csv-columns.ts';
import { type GroupReference, parseGroupReference } from './group-id.ts';
import { withoutHiddenMarks } from './hidden-marks.ts';
import { unescapeEntities } from './pasted-text.ts';
import type { TypedReference } from './references.ts';
import { isSpacedPhone, partsOfSpacedId, type Word } from './spaced.ts';

/** Groups, or what else was typed. */
export type GroupsCommand =
  /** Nothing was typed: ask for the groups. */
  | { readonly kind: 'ask' }
  | {
      readonly kind: 'groups';
      /** Groups and invites, and what was meant as one and is not; each once. */
      readonly references: readonly TypedReference[];
      /** Words beside them that name nothing. */
      readonly passedOver: number;
    }
  /** Words alone: the groups that match them are meant. */
  | { readonly kind: 'find'; readonly words: string }
  | { readonly kind: 'too-many'; readonly count: number; readonly references: readonly TypedReference[] }
  | { readonly kind: 'too-long' };

/** Groups one request may name. */
export const mostGroups = 50;

/** Fifty lines of our own CSV are a third of it. */
const longestText = 20_000;
/** Near misses that are told one by one; the others count as passed over. */
const mostNearMisses = 10;
const longestSearch = 200;

/** Slack's link markup is one piece whatever stands in it; of the rest, what no id or link has in it ends a piece. */
const piece =
  /<(?:mailto:|tel:|https?:|whatsapp:|[@#!])[^<>]*>|\d,\d{1,16}E\+?\d\d|[^\s,;，；、|<>()[\]{}"“”„«»`]+/gi;

/** Fields of the API, and of others, that name a group's community and not the group. */
const parents =
  /\b(?:linked_?parent\w*|parent_?(?:group)?_?(?:j?id)?|community_?(?:j?id)?)["']?\s*[:=]\s*(?:\{[^{}]*\}|["']?[^\s,;"'{}[\]]*)/gi;

/**
 * Reads a box of pasted text: ids and invite links in lists, JSON, tables or a whole mail. What names a group is
 * taken; what was meant as one is told with its reason; everything else is counted. Never throws; the same group or
 * invite typed twice counts once.
 */
export function parsePastedGroups(text: string): GroupsCommand {
  if (text.length > longestText) return { kind: 'too-long' };
  const plain = idColumnsOnly(unescapeEntities(text)).replace(parents, ' ');
  const words = wordsIn(plain);
  const read = readWords(words, plain);
  const isData = /^\s*[[{][\s\S]*[\]}]\s*$/.test(text);
  const taken = eachOnce(read.filter(({ reference }) => isTaken(reference)));
  const groups = isData ? withoutOwnInvites(taken) : taken;
  const near = eachOnce(read.filter(({ reference }) => isNearMiss(reference))).slice(0, mostNearMisses);
  if (groups.length > mostGroups) return { kind: 'too-many', count: groups.length, references: groups };
  if (groups.length + near.length > 0) {
    const references = inOrder(read, new Set([...groups, ...near]));
    // Fields of a record are about its group, as the columns of a table are.
    return { kind: 'groups', references, passedOver: isData ? 0 : countOthers(read, references) };
  }
  if (words.length === 0) return { kind: 'ask' };
  if (isSpacedPhone(words)) {
    const reference = { kind: 'malformed', why: 'phone-number' } as const;
    return { kind: 'groups', references: [{ typed: plain.trim(), reference }], passedOver: 0 };
  }
  return withoutGroups(read, text);
}

function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: typed, index: at } of text.matchAll(piece)) {
    if (!/[\p{L}\p{N}]/u.test(typed)) continue;
    words.push({ typed, at, before: words.length === 0 ? '' : text.slice(end, at) });
    end = at + typed.length;
  }
  return words;
}

/** Each word by itself, and those that are one id together as one. */
function readWords(words: readonly Word[], text: string): TypedReference[] {
  const read: TypedReference[] = [];
  for (let at = 0; at < words.length; ) {
    const parts = partsOfSpacedId(words.slice(at, at + 10));
    const typed = asTyped(words.slice(at, at + Math.max(1, parts)), text);
    const reference: GroupReference =
      parts > 0 ? { kind: 'malformed', why: 'spaces-inside' } : parseGroupReference(typed);
    read.push({ typed, reference });
    at += Math.max(1, parts);
  }
  return read;
}

function asTyped(words: readonly Word[], text: string): string {
  const last = words.at(-1);
  return text.slice(words[0]?.at, last === undefined ? 0 : last.at + last.typed.length);
}

/** In data a bare invite code stands beside the id of the group it leads to, and each costs a call to read. */
function withoutOwnInvites(taken: readonly TypedReference[]): TypedReference[] {
  const hasIds = taken.some(({ reference }) => reference.kind === 'group');
  return taken.filter(
    ({ typed, reference }) => !hasIds || reference.kind === 'group' || /whatsapp/i.test(typed),
  );
}

/** Numbers of a list are no words. */
function countOthers(read: readonly TypedReference[], named: readonly TypedReference[]): number {
  const keys = new Set(named.map(keyOf));
  return read.filter((one) => !keys.has(keyOf(one)) && !/^\d{1,3}\.?$/.test(one.typed)).length;
}

/** Numbers and addresses of something else are told as such; words are looked for. */
function withoutGroups(read: readonly TypedReference[], text: string): GroupsCommand {
  const isWord = ({ reference }: TypedReference) =>
    reference.kind === 'malformed' && reference.why !== 'phone-number';
  const others = eachOnce(read.filter((one) => one.reference.kind === 'not-a-group'));
  if (others.length > 0 || !read.some(isWord)) {
    const references = (others.length > 0 ? others : eachOnce(read)).slice(0, mostNearMisses);
    return { kind: 'groups', references, passedOver: read.length - references.length };
  }
  const words = withoutHiddenMarks(text).replace(/\s+/g, ' ').trim();
  return { kind: 'find', words: words.slice(0, longestSearch).toWellFormed() };
}

function isTaken({ kind }: GroupReference): boolean {
  return kind === 'group' || kind === 'invite';
}

/** Meant as a group, as far as one can tell, and none. */
function isNearMiss(reference: GroupReference): boolean {
  switch (reference.kind) {
    case 'group':
    case 'invite':
      return false;
    case 'not-a-group':
      return reference.why === 'channel' || reference.why === 'channel-link';
    case 'malformed':
      return !['nothing', 'phone-number', 'no-invite-code', 'a-name'].includes(reference.why);
  }
}

function inOrder(read: readonly TypedReference[], wanted: ReadonlySet<TypedReference>): TypedReference[] {
  return read.filter((one) => wanted.has(one));
}

function eachOnce(references: readonly TypedReference[]): TypedReference[] {
  const seen = new Set<string>();
  return references.filter((one) => {
    const isNew = !seen.has(keyOf(one));
    seen.add(keyOf(one));
    return isNew;
  });
}

function keyOf({ typed, reference }: TypedReference): string {
  if (reference.kind === 'group') return reference.groupId;
  return reference.kind === 'invite' ? `invite ${reference.code}` : `typed ${typed}`;
}
