import { UserId } from '../ids.ts';
import type { HistoryFilter } from '../looking-back/history.ts';
import { parseGroupReference } from './group-id.ts';
import { withoutHiddenMarks } from './hidden-marks.ts';
import { type GroupsCommand, parsePastedGroups } from './pasted-groups.ts';

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

/** In haste people say a word more. */
const stopAll = /^stop ?(?:all|everything)(?: (?:now|please|requests|leaves|leaving|groups|of it|of them))*$/;

/**
 * Reads the words of the command, whatever a phone made of them: case, full stops, quotes, emoji, spaces of any width,
 * hidden marks, the command's own name once more. Never throws.
 */
export function parseLeaveCommand(text: string): LeaveCommand {
  if (text.length > 2_000) return parsePastedGroups(text);
  const typed = text.replace(/^[\s\p{Cf}]*\/wasend-leave(?=\s|$)/u, '').trim();
  const words = plainWords(typed);
  if (/^help(?: me)?(?: please)?$/.test(words) || (words === '' && /[?？]/.test(typed)))
    return { kind: 'help' };
  if (/^status(?: please)?$/.test(words)) return { kind: 'status' };
  if (stopAll.test(words)) return { kind: 'stop-all' };
  if (/^stop\b/.test(words)) return { kind: 'stop-what' };
  if (/^history\b/.test(words)) return historyOf(typed);
  return parsePastedGroups(typed);
}

/** Letters and digits in lower case, one space between the words. */
function plainWords(text: string): string {
  const bare = withoutHiddenMarks(text).normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Slack writes people as `<@U012|name>` where the command escapes them. */
function historyOf(text: string): LeaveCommand {
  const typed = withoutHiddenMarks(text)
    .replace(/^[^\p{L}\p{N}]*history/iu, '')
    .replace(/^[^\p{L}\p{N}<]+/u, '')
    .trim();
  if (plainWords(typed) === '') return { kind: 'history', filter: { kind: 'all' } };
  const person = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>\P{L}*$/u.exec(typed)?.[1];
  if (person !== undefined)
    return { kind: 'history', filter: { kind: 'person', userId: UserId.parse(person) } };
  const reference = parseGroupReference(typed);
  if (reference.kind !== 'group') return { kind: 'history-of-what', typed };
  return { kind: 'history', filter: { kind: 'group', groupId: reference.groupId } };
}
