import type { KnownBlock } from '@slack/types';
import { context, section } from '../block-kit/mrkdwn.ts';
import { actionIds } from '../ids.ts';
import { pastRequestLine } from '../replies/past-request-line.ts';
import { statusMessage } from '../replies/status.ts';
import type { Home } from './home.ts';

/** Open requests and the newest past ones, and how to see them anew. */
export function requestBlocks({ open, recent, now }: Home): KnownBlock[] {
  const past = recent.map((one) => section(pastRequestLine(one)));
  return [
    { type: 'divider' },
    section(statusMessage(open, now).text),
    ...(past.length === 0 ? [context('There are no requests yet.')] : [section('*Last requests*'), ...past]),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: actionIds.homeRefresh,
          text: { type: 'plain_text', text: 'Look again' },
        },
      ],
    },
  ];
}
