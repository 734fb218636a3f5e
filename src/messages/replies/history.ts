import type { KnownBlock } from '@slack/types';
import type { RequestId } from '../../leaving/ids.ts';
import type { History, HistoryFilter } from '../../leaving/looking-back/history.ts';
import { type ButtonParts, buttonRow } from '../block-kit/buttons.ts';
import { groupNameAndEnd } from '../block-kit/group-name.ts';
import { line } from '../block-kit/marks.ts';
import { fallbackOf, type PlainMessage } from '../block-kit/message.ts';
import { section } from '../block-kit/mrkdwn.ts';
import { type NameOf, personName } from '../block-kit/people.ts';
import { stranger } from '../block-kit/strangers.ts';
import { actionIds } from '../ids.ts';
import { pastRow } from './request-row.ts';

/** What the buttons of a history page carry. */
interface HistoryCursor {
  readonly filter: HistoryFilter;
  readonly before: string | null;
}

export interface HistoryPage {
  readonly history: History;
  readonly filter: HistoryFilter;
  /** False on pages that were paged to. */
  readonly isFirst: boolean;
  /** Null where a request has no card. */
  readonly cardUrlOf: (requestId: RequestId) => string | null;
  readonly nameOf: NameOf;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** One page of past requests, for one person's eyes. */
export function historyMessage(page: HistoryPage): PlainMessage {
  const { history, isFirst, cardUrlOf, nameOf, now } = page;
  const title = titleOf(page);
  const rows = history.requests.map((request) => pastRow(request, cardUrlOf(request.requestId), now, nameOf));
  const told = rows.length > 0 ? rows : [isFirst ? 'There are none yet.' : 'There are no older ones.'];
  return {
    text: fallbackOf([title, ...told].map((text) => line(null, text))),
    blocks: [section(title), ...told.map((text) => section(text)), ...buttons(page)],
  };
}

function titleOf({ filter, history, nameOf }: HistoryPage): string {
  switch (filter.kind) {
    case 'all':
      return 'The last requests';
    case 'person':
      return `The last requests of ${personName(filter.userId, nameOf)}`;
    case 'group': {
      const groups = history.requests.flatMap(({ leaves }) => leaves.map(({ group }) => group));
      const known = groups.find(({ groupId }) => groupId === filter.groupId) ?? {
        groupId: filter.groupId,
        name: null,
      };
      return `The last requests for ${groupNameAndEnd(known)}`;
    }
  }
}

function buttons({ history, filter, isFirst }: HistoryPage): KnownBlock[] {
  const to = (before: string | null): string => JSON.stringify({ filter, before } satisfies HistoryCursor);
  const parts: ButtonParts[] = [
    ...(isFirst ? [] : [{ actionId: actionIds.historyNewest, label: 'Newest', value: to(null) }]),
    ...(history.olderThan === null
      ? []
      : [{ actionId: actionIds.historyOlder, label: 'Older', value: to(history.olderThan) }]),
  ];
  return parts.length === 0 ? [] : [buttonRow(...parts)];
}

/** For `history` of something that is neither a person nor a group. */
export function historyOfWhat(typed: string): string {
  return `“${stranger(typed, 60)}” is neither a person nor a group id. Type \`/wasend-leave history\`, or add \`@person\` or a group id.`;
}
