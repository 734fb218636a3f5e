import { UserId } from '../ids.ts';
import type { HistoryFilter } from '../looking-back/history.ts';
import { type GroupReference, parseGroupReference } from './group-id.ts';
import type { TypedReference } from './references.ts';

/** Groups, or why there are none. */
export type GroupsCommand =
  /** Nothing was typed: ask for the groups. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'groups'; readonly references: readonly TypedReference[] }
  | { readonly kind: 'too-many'; readonly count: number };

/** What was typed after `/wasend-leave`. */
export type LeaveCommand =
  | GroupsCommand
  | { readonly kind: 'help' }
  | { readonly kind: 'status' }
  | { readonly kind: 'stop-all' }
  /** `stop` without saying what. */
  | { readonly kind: 'stop-what' }
  | { readonly kind: 'history'; readonly filter: HistoryFilter }
  /** `history` of something that is neither a person nor a group. */
  | { readonly kind: 'history-of-what'; readonly typed: string };

/** Groups one request may name. */
export const mostGroups = 50;

/** Slack's link markup is one piece, whatever stands in it; everything else ends at a space, comma, semicolon or line. */
const piece = /<[^<>]*>|[^\s,;<]+|</g;

/** Reads the words of the command. Never throws. */
export function parseLeaveCommand(text: string): LeaveCommand {
  const words = text.match(piece) ?? [];
  const [first = '', ...others] = words;
  const word = first.toLowerCase();
  if (words.length === 1 && ['help', '?'].includes(word)) return { kind: 'help' };
  if (words.length === 1 && word === 'status') return { kind: 'status' };
  if (word === 'stop') return { kind: others.join(' ').toLowerCase() === 'all' ? 'stop-all' : 'stop-what' };
  if (word === 'history') return historyOf(others);
  return parseGroups(text);
}

/** Reads nothing but groups. Never throws; the same group or invite typed twice counts once. */
export function parseGroups(text: string): GroupsCommand {
  const words = text.match(piece) ?? [];
  if (words.length === 0) return { kind: 'ask' };
  const seen = new Map<string, TypedReference>();
  for (const typed of words) {
    const reference = parseGroupReference(typed);
    seen.set(keyOf(typed, reference), seen.get(keyOf(typed, reference)) ?? { typed, reference });
  }
  if (seen.size > mostGroups) return { kind: 'too-many', count: seen.size };
  return { kind: 'groups', references: [...seen.values()] };
}

/** Slack writes people as `<@U012|name>` where the command escapes them. */
function historyOf(words: readonly string[]): LeaveCommand {
  const typed = words.join(' ');
  if (typed === '') return { kind: 'history', filter: { kind: 'all' } };
  const person = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>$/.exec(typed)?.[1];
  if (person !== undefined)
    return { kind: 'history', filter: { kind: 'person', userId: UserId.parse(person) } };
  const reference = parseGroupReference(typed);
  if (reference.kind !== 'group') return { kind: 'history-of-what', typed };
  return { kind: 'history', filter: { kind: 'group', groupId: reference.groupId } };
}

function keyOf(typed: string, reference: GroupReference): string {
  if (reference.kind === 'group') return reference.groupId;
  return reference.kind === 'invite' ? `invite ${reference.code}` : `typed ${typed}`;
}
