import type { SessionId } from '../../leaving/ids.ts';
import type { ApprovalRule, ChannelSessions, GapSeconds, Leavers } from '../../leaving/rules/settings.ts';
import type { SettingChange } from '../../leaving/rules/settings-changes.ts';
import { countOf } from '../block-kit/counts.ts';
import { type NameOf, personName, whoMay } from '../block-kit/people.ts';
import { stranger } from '../block-kit/strangers.ts';

/** What names of people and numbers are taken from. */
export interface Names {
  readonly nameOf: NameOf;
  /** A number as people read it; its session id where it is not known. */
  readonly numberOf: (sessionId: SessionId) => string;
}

/** One change as one line: `Hold: 5 seconds → 10 seconds`. Every value stands exactly as it was typed. */
export function changeLine(change: SettingChange, names: Names): string {
  switch (change.what) {
    case 'leavers':
      return arrow('Who may leave', change, (leavers: Leavers) => whoMay(leavers, names.nameOf));
    case 'othersMayAsk':
      return arrow('Others', change, othersWords);
    case 'holdSeconds':
      return arrow('Time to press Stop', change, (seconds: number) => countOf(seconds, 'second'));
    case 'gapSeconds':
      return arrow('Pause between groups', change, gapWords);
    case 'channels':
      return listChange('Channels', change.before, change.after, (id) => `<#${id}>`, 'any');
    case 'channelSessions':
      return listChange(
        'Numbers of channels',
        change.before,
        change.after,
        (one) => boundWords(one, names),
        'all everywhere',
      );
    case 'protectedGroups':
      return listChange(
        'Protected groups',
        change.before,
        change.after,
        (pattern) => `“${stranger(pattern, 100)}”`,
        'none',
      );
    case 'approval':
      return arrow('Approvals', change, approvalWords);
    case 'dailyCap':
      return arrow('Groups of a number in 24 hours', change, (cap: number | null) =>
        cap === null ? 'no limit' : String(cap),
      );
    case 'stoppedBy':
      return change.after === null
        ? 'The stop of everything was lifted'
        : `Everything was stopped by ${personName(change.after, names.nameOf)}`;
    case 'key':
      return keyLine(change.before, change.after);
    case 'session':
      return arrow('Default number', change, (id: SessionId | null) =>
        id === null ? 'none' : stranger(names.numberOf(id), 80),
      );
    case 'auditChannel':
      return arrow('Audit channel', change, (id: string | null) => (id === null ? 'none' : `<#${id}>`));
    case 'in-words':
      return `${stranger(change.of, 50)}: ${stranger(change.before, 300)} → ${stranger(change.after, 300)}`;
  }
}

function arrow<Value>(
  title: string,
  { before, after }: { before: Value; after: Value },
  words: (value: Value) => string,
): string {
  return `${title}: ${words(before)} → ${words(after)}`;
}

/** Two keys may end alike; that one was replaced is told nevertheless. */
function keyLine(before: string | null, after: string | null): string {
  const words = (end: string | null): string =>
    end === null ? 'none' : `ends in \`${end.replaceAll('`', '')}\``;
  return before !== null && after !== null
    ? `Wasend key replaced: ${words(before)} → ${words(after)}`
    : `Wasend key: ${words(before)} → ${words(after)}`;
}

const mostListed = 400;

/** Short lists stand whole on both sides; of long ones what came and what went. */
function listChange<One>(
  title: string,
  before: readonly One[],
  after: readonly One[],
  words: (one: One) => string,
  none: string,
): string {
  const all = (list: readonly One[]): string => (list.length === 0 ? none : list.map(words).join(', '));
  if (all(before).length <= mostListed && all(after).length <= mostListed)
    return `${title}: ${all(before)} → ${all(after)}`;
  const [was, is] = [before.map(words), after.map(words)];
  const parts = [
    ['added', is.filter((one) => !was.includes(one))],
    ['removed', was.filter((one) => !is.includes(one))],
  ] as const;
  const told = parts.flatMap(([verb, list]) => (list.length === 0 ? [] : [`${verb} ${within(list)}`]));
  return `${title} (${before.length} → ${after.length}): ${told.join('; ')}`;
}

function within(list: readonly string[]): string {
  const shown: string[] = [];
  for (const one of list) if ([...shown, one].join(', ').length <= mostListed) shown.push(one);
  const more = list.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

function boundWords({ channelId, sessionIds }: ChannelSessions, { numberOf }: Names): string {
  return `<#${channelId}> only ${sessionIds.map((id) => stranger(numberOf(id), 60)).join(' and ')}`;
}

export function gapWords({ from, to }: GapSeconds): string {
  return from === to ? countOf(from, 'second') : `${from} to ${countOf(to, 'second')}`;
}

/** Completes “Others: …”. */
export function othersWords(mayAsk: boolean): string {
  return mayAsk ? 'may ask; one who may leave must approve' : 'may not ask';
}

export function approvalWords({ needed, overGroups, minutes }: ApprovalRule): string {
  if (needed === 0) return 'none';
  const who = needed === 1 ? '1 other person' : `${needed} other people`;
  const what = overGroups === 0 ? 'every request' : `more than ${countOf(overGroups, 'group')}`;
  return `${who} for ${what}, within ${countOf(minutes, 'minute')}`;
}
