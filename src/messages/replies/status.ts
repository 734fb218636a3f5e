import type { KnownBlock } from '@slack/types';
import { canBeStopped } from '../../leaving/advance/next-step.ts';
import { button } from '../block-kit/buttons.ts';
import { countOf } from '../block-kit/counts.ts';
import { plainGroupName } from '../block-kit/group-name.ts';
import { line } from '../block-kit/marks.ts';
import { fallbackOf, type PlainMessage, sentences } from '../block-kit/message.ts';
import { context, section } from '../block-kit/mrkdwn.ts';
import type { NameOf } from '../block-kit/people.ts';
import { actionIds } from '../ids.ts';
import { openRow, type RequestRow } from './request-row.ts';

const mostShown = 20;

interface Status {
  /** Oldest first. */
  readonly open: readonly RequestRow[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly nameOf: NameOf;
}

/** Answers `/wasend-leave status`: each open request by its groups and number, why it waits, until when, and Stop. */
export function statusMessage(status: Status): PlainMessage {
  const { open, now, nameOf } = status;
  if (open.length === 0) return sentences('Nothing is going on: no request is open.');
  const title = `${countOf(open.length, 'request')} open`;
  const rows = open.slice(0, mostShown).map((row) => openRow(row, now, nameOf));
  return {
    text: fallbackOf([title, ...rows].map((text) => line(null, text))),
    blocks: [section(title), ...openBlocks(status)],
  };
}

/** Rows of the same groups are told apart by their place: a screen reader lists the buttons without what they stand beside. */
function spokenStop({ request: { leaves } }: RequestRow, index: number): string {
  const [first] = leaves;
  const name = first === undefined ? '' : `, ${plainGroupName(first.group, 40)}`;
  const more = leaves.length > 1 ? ` and ${leaves.length - 1} more` : '';
  return `Stop: request ${index + 1}${name}${more}`;
}

/** One section for each open request, with its Stop. */
export function openBlocks({ open, now, nameOf }: Status): KnownBlock[] {
  const rows = open.slice(0, mostShown).map((row, index): KnownBlock => {
    const value = row.request.requestId;
    const stop = button({ actionId: actionIds.stop, label: 'Stop', spoken: spokenStop(row, index), value });
    const one = section(openRow(row, now, nameOf));
    const named = { ...one, block_id: `open ${index}` };
    return canBeStopped(row.request) ? { ...named, accessory: stop } : named;
  });
  const more = open.length - rows.length;
  return more > 0 ? [...rows, context(`and ${more} more`)] : rows;
}
