import type { AlertBlock, KnownBlock } from '@slack/types';
import { firstCallWithGap } from '../../../leaving/advance/pace.ts';
import type { ChannelId, UserId } from '../../../leaving/ids.ts';
import type { Leavers } from '../../../leaving/rules/settings.ts';
import { countOf, listOf } from '../../block-kit/counts.ts';
import { context } from '../../block-kit/mrkdwn.ts';
import { approversByName, type NameOf } from '../../block-kit/people.ts';
import { clock, span } from '../../block-kit/times.ts';
import { actionIds, blockIds } from '../../ids.ts';

/** What happens after the press. */
export interface Consequences {
  readonly channelId: ChannelId;
  readonly auditChannel: ChannelId | null;
  readonly holdSeconds: number;
  /** Who else must approve, and until when (epoch milliseconds); null where nobody must. */
  readonly approval: { readonly needed: number; readonly until: number; readonly approvers: Leavers } | null;
  /** How long the calls take and when they would end if they began now; null where that is not worth a word. */
  readonly expected: { readonly durationMs: number; readonly endAt: number } | null;
  readonly asker: UserId;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly nameOf: NameOf;
}

export const cannotBeUndone: AlertBlock = {
  type: 'alert',
  level: 'warning',
  text: {
    type: 'plain_text',
    text: 'This cannot be undone. Coming back needs a new invite. Group admins see that the number left.',
  },
};

/** The inputs, the one that is required first, and what happens then. */
export function consequenceBlocks(count: number, after: Consequences): KnownBlock[] {
  const then = afterwards(count, after);
  return [
    ...countInput(count),
    reasonInput,
    context(reasonShown(after)),
    ...(then === '' ? [] : [context(then)]),
  ];
}

/** From as many groups on a confirmation is typed: a slip of the hand is not enough. */
export function needsTypedCount(count: number): boolean {
  return count > firstCallWithGap;
}

function countInput(count: number): KnownBlock[] {
  if (!needsTypedCount(count)) return [];
  return [
    {
      type: 'input',
      block_id: blockIds.typedCount,
      label: { type: 'plain_text', text: `Type ${count} to confirm` },
      element: { type: 'plain_text_input', action_id: actionIds.typedCount, max_length: 10 },
    },
  ];
}

const reasonInput: KnownBlock = {
  type: 'input',
  block_id: blockIds.reason,
  optional: true,
  label: { type: 'plain_text', text: 'Reason' },
  element: { type: 'plain_text_input', action_id: actionIds.reason, max_length: 500 },
};

/** Stands below the field and not in its hint: there Slack draws no channel by its name. */
function reasonShown({ channelId, auditChannel }: Consequences): string {
  const isDirect = channelId.startsWith('D');
  const places = [...(isDirect ? [] : [channelId]), ...(auditChannel === null ? [] : [auditChannel])];
  const channels = [...new Set(places)].map((id) => `<#${id}>`);
  const shown = [
    ...(isDirect ? ['on the card here'] : []),
    ...(channels.length === 0 ? [] : [`in ${listOf(channels, 'and')}`]),
  ];
  return `The reason is shown ${listOf(shown, 'and')}, and kept on record.`;
}

function afterwards(count: number, after: Consequences): string {
  const { approval, expected, now } = after;
  const needs =
    approval === null
      ? []
      : [
          `Before anything happens, ${approversByName(approval.approvers, approval.needed, after.asker, after.nameOf)} must approve by ${clock(approval.until, now)}.`,
        ];
  const long =
    expected === null
      ? []
      : approval === null
        ? [`Takes about ${span(expected.durationMs)}, until ${clock(expected.endAt, now)}.`]
        : // Nobody knows when it is approved.
          [`Then it takes about ${span(expected.durationMs)}.`];
  return [...needs, stopSentence(count, after), ...long].filter((part) => part !== '').join(' ');
}

function stopSentence(count: number, { channelId, holdSeconds, approval }: Consequences): string {
  const who = channelId.startsWith('D') ? 'You' : `Anyone in <#${channelId}>`;
  const between = count === 1 ? '' : 'between groups';
  const hold = holdSeconds === 0 ? '' : `for ${countOf(holdSeconds, 'second')}`;
  const when = [hold, between].filter((part) => part !== '').join(', then ');
  if (when === '') return '';
  return `${who} can stop it ${when}${approval === null ? '' : ', once it is approved'}.`;
}
