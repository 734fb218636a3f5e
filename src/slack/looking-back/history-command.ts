import { z } from 'zod';
import {
  ChannelId,
  GroupId,
  RequestId,
  type SessionId,
  UserId,
  type WorkspaceId,
} from '../../leaving/ids.ts';
import { type HistoryFilter, readHistory } from '../../leaving/looking-back/history.ts';
import { readStatus } from '../../leaving/looking-back/status.ts';
import { sessionsFrom } from '../../leaving/rules/settings.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import { historyMessage } from '../../messages/replies/history.ts';
import { notAllowedText } from '../../messages/replies/not-allowed.ts';
import { statusMessage } from '../../messages/replies/status.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import { judgeLeaver } from '../people/judge-person.ts';
import type { Services } from '../services.ts';

/** The numbers that may be told of in a channel; null for all. */
type Sessions = readonly SessionId[] | null;

/** The history is for those who may leave: it names groups and people. A client's channel hears of that client's number alone. */
export async function historyFor(
  asker: { readonly workspaceId: WorkspaceId; readonly by: UserId; readonly channelId: ChannelId },
  client: ButtonArgs['client'],
  services: Services,
  read: (sessions: Sessions) => Promise<PlainMessage>,
): Promise<PlainMessage> {
  const { verdict, settings } = await judgeLeaver(asker, client, services);
  if (verdict.kind === 'refused') return { text: notAllowedText(verdict.rule, settings) };
  return read(sessionsFrom(asker.channelId, settings));
}

/** One page of past requests. */
export async function historyPage(
  workspaceId: WorkspaceId,
  filter: HistoryFilter,
  before: RequestId | null,
  sessions: Sessions,
  { ledger }: Services,
): Promise<PlainMessage> {
  return historyMessage(
    await readHistory(ledger, workspaceId, filter, { before, sessions }),
    filter,
    before === null,
  );
}

/** The open requests as they stand. */
export async function status(
  workspaceId: WorkspaceId,
  sessions: Sessions,
  { ledger, pace, clock }: Services,
): Promise<PlainMessage> {
  const now = clock.now();
  const open = await readStatus(ledger, workspaceId, pace, now);
  const told = open.filter(({ request }) => sessions === null || sessions.includes(request.ask.sessionId));
  return statusMessage(told, now);
}

const Cursor = z.object({
  filter: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('person'), userId: UserId }),
    z.object({ kind: z.literal('group'), groupId: GroupId }),
  ]),
  before: RequestId.nullable(),
});

/** **Older** and **Newest** under a page of the history: replaces it in place. */
export function historyButton(services: Services) {
  return async ({ ack, action, body, client, context, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const workspaceId = workspaceOf(context);
    const { filter, before } = Cursor.parse(JSON.parse(action.value ?? ''));
    const channelId = ChannelId.parse(body.channel?.id);
    const asker = { workspaceId, by: UserId.parse(body.user.id), channelId };
    const page = await historyFor(asker, client, services, (sessions) =>
      historyPage(workspaceId, filter, before, sessions, services),
    );
    const blocks = page.blocks ? { blocks: [...page.blocks] } : {};
    await respond({ response_type: 'ephemeral', replace_original: true, text: page.text, ...blocks });
  };
}
