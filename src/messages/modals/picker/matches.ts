import type { KnownBlock } from '@slack/types';
import { groupNameAndEnd } from '../../block-kit/group-name.ts';
import { section, sections } from '../../block-kit/mrkdwn.ts';
import { quoted } from '../../block-kit/strangers.ts';
import { actionIds, blockIds } from '../../ids.ts';
import { blockedWords } from '../preview/preview-words.ts';
import { groupOption, type ListedGroup } from './group-options.ts';

/** What was typed after the command, and the groups whose names have all its words. */
export interface Matches {
  readonly typed: string;
  /** How many match in all. */
  readonly count: number;
  /** The best of them. */
  readonly groups: readonly ListedGroup[];
}

/** Slack takes at most this many checkboxes. */
export const mostMatches = 10;

/** The matches as checkboxes, none of them ticked; what cannot be left stands below as text, with why. */
export function matchBlocks({ typed, count, groups }: Matches): KnownBlock[] {
  if (count === 0) return [section(`No group in this number’s list matches ${quoted(typed, 60)}.`)];
  const shown = groups.slice(0, mostMatches);
  const open = shown.filter(({ judged }) => judged.blocked === null);
  const blocked = shown.flatMap(({ facts, judged }) =>
    judged.blocked === null ? [] : [`• ${groupNameAndEnd(facts)} · ${blockedWords[judged.blocked]}`],
  );
  const many = count > shown.length ? [section(`${count} match ${quoted(typed, 60)}; search below.`)] : [];
  return [
    ...many,
    ...(open.length === 0 ? [] : [ticks(open)]),
    ...(blocked.length === 0 ? [] : sections(['Cannot be left here:', ...blocked])),
  ];
}

function ticks(groups: readonly ListedGroup[]): KnownBlock {
  return {
    type: 'input',
    block_id: blockIds.tickGroups,
    optional: true,
    label: { type: 'plain_text', text: groups.length === 1 ? 'Is it this one?' : 'Which of these?' },
    element: { type: 'checkboxes', action_id: actionIds.tickGroups, options: groups.map(groupOption) },
  };
}
