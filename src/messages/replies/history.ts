import type { KnownBlock } from '@slack/types';
import type { HistoryFilter, HistoryPage } from '../../leaving/looking-back/history.ts';
import type { PlainMessage } from '../block-kit/message.ts';
import { section } from '../block-kit/mrkdwn.ts';
import { actionIds } from '../ids.ts';
import { pastRequestLine } from './past-request-line.ts';

/** What the buttons of a history page carry. */
export interface HistoryCursor {
  readonly filter: HistoryFilter;
  readonly before: string | null;
}

/** One page of past requests, for one person's eyes. `isFirst` is false on pages that were paged to. */
export function historyMessage(page: HistoryPage, filter: HistoryFilter, isFirst: boolean): PlainMessage {
  const title = titleOf(filter);
  if (page.requests.length === 0) {
    const none = isFirst ? 'There are none yet.' : 'There are no older ones.';
    const blocks = [section(`*${title}*\n${none}`), ...buttons(page, filter, isFirst)];
    return { text: `${title}: ${none}`, blocks };
  }
  const lines = page.requests.map(pastRequestLine);
  return {
    text: [title, ...lines].join('\n'),
    blocks: [section(`*${title}*`), ...lines.map(section), ...buttons(page, filter, isFirst)],
  };
}

function titleOf(filter: HistoryFilter): string {
  if (filter.kind === 'person') return `Requests of <@${filter.userId}>`;
  return filter.kind === 'group' ? `Requests for \`${filter.groupId}\`` : 'The last requests';
}

function buttons({ olderThan }: HistoryPage, filter: HistoryFilter, isFirst: boolean): KnownBlock[] {
  const value = (before: string | null): string => JSON.stringify({ filter, before } satisfies HistoryCursor);
  const button = (actionId: string, label: string, before: string | null) =>
    ({
      type: 'button',
      action_id: actionId,
      text: { type: 'plain_text', text: label },
      value: value(before),
    }) as const;
  const elements = [
    ...(isFirst ? [] : [button(actionIds.historyNewest, 'Newest', null)]),
    ...(olderThan === null ? [] : [button(actionIds.historyOlder, 'Older', olderThan)]),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}
