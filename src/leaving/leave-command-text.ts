import { type GroupReference, parseGroupReference } from './group-id.ts';
import type { TypedReference } from './references.ts';

/** What was typed after `/wasend-leave`. */
export type LeaveCommand =
  | { readonly kind: 'help' }
  /** Nothing was typed: ask for the groups. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'groups'; readonly references: readonly TypedReference[] }
  | { readonly kind: 'too-many'; readonly count: number };

/** Groups one request may name. */
export const mostGroups = 50;

/** Slack's link markup is one piece, whatever stands in it; everything else ends at a space, comma, semicolon or line. */
const piece = /<[^<>]*>|[^\s,;<]+|</g;

/** Reads the words of the command. Never throws; the same group or invite typed twice counts once. */
export function parseLeaveCommand(text: string): LeaveCommand {
  const words = text.match(piece) ?? [];
  if (words.length === 0) return { kind: 'ask' };
  const [first = ''] = words;
  if (words.length === 1 && ['help', '?'].includes(first.toLowerCase())) return { kind: 'help' };
  const seen = new Map<string, TypedReference>();
  for (const typed of words) {
    const reference = parseGroupReference(typed);
    seen.set(keyOf(typed, reference), seen.get(keyOf(typed, reference)) ?? { typed, reference });
  }
  if (seen.size > mostGroups) return { kind: 'too-many', count: seen.size };
  return { kind: 'groups', references: [...seen.values()] };
}

function keyOf(typed: string, reference: GroupReference): string {
  if (reference.kind === 'group') return reference.groupId;
  return reference.kind === 'invite' ? `invite ${reference.code}` : `typed ${typed}`;
}
