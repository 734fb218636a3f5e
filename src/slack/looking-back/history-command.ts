import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import {
  ChannelId,
  GroupId,
  RequestId,
  type SessionId,
  UserId,
  type WorkspaceId,
} from '../../leaving/ids.ts';
import type { HistoryFilter } from '../../leaving/looking-back/history.ts';
import { isAskedBy } from '../../leaving/rules/seen-by.ts';
import { sessionsFrom } from '../../leaving/rules/settings.ts';
import { type PlainMessage, sentences } from '../../messages/block-kit/message.ts';
import { historyMessage } from '../../messages/replies/history.ts';
import { notAllowedText } from '../../messages/replies/not-allowed.ts';
import { statusMessage } from '../../messages/replies/status.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import { judgeLooker } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import type { Services } from '../services.ts';
import { ephemeral } from '../telling/content.ts';
import { cardUrls } from './card-urls.ts';

export type LookingBackServices = Pick<
  Services,
  'requests' | 'rules' | 'userGroups' | 'names' | 'cards' | 'clock'
>;

/** Who looks back, and from where. */
export interface Looker {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  readonly channelId: ChannelId;
}

const pageSize = 5;

/** The open requests as they stand; for those who may only ask, their own. A bound channel hears of its numbers alone. */
export function status(
  looker: Looker,
  client: WebClient,
  services: LookingBackServices,
): Promise<PlainMessage> {
  return forLookers(looker, client, services, async (sees, sessions) => {
    const { workspaceId, by } = looker;
    const all = await services.requests.open(workspaceId, sessions);
    const open = all.filter(({ request }) => sees === 'all' || isAskedBy(by, request));
    const urlOf = await cardUrls(
      workspaceId,
      open.map(({ request }) => request.requestId),
      services,
    );
    const nameOf = await services.names.of(
      workspaceId,
      open.map(({ request }) => request.ask.by),
      client,
    );
    const rows = open.map((one) => ({ ...one, cardUrl: urlOf(one.request.requestId) }));
    return statusMessage({ open: rows, now: services.clock.now(), nameOf });
  });
}

/** One page of past requests: it names groups and people, so those who may only ask see what they asked for. */
export function history(
  looker: Looker,
  cursor: { readonly filter: HistoryFilter; readonly before: RequestId | null },
  client: WebClient,
  services: LookingBackServices,
): Promise<PlainMessage> {
  return forLookers(looker, client, services, async (sees, sessions, refusal) => {
    const { workspaceId, by } = looker;
    const { before } = cursor;
    const filter = filterFor(cursor.filter, sees, by);
    if (filter === null) return refusal();
    const askedBy = sees === 'all' ? null : by;
    const query = { filter, askedBy, before, sessions, limit: pageSize };
    const page = await services.requests.history(workspaceId, query);
    const people = page.requests.flatMap(({ ask }) => [ask.by]);
    const named = filter.kind === 'person' ? [...people, filter.userId] : people;
    const nameOf = await services.names.of(workspaceId, named, client);
    const cardUrlOf = await cardUrls(
      workspaceId,
      page.requests.map(({ requestId }) => requestId),
      services,
    );
    const isFirst = before === null;
    return historyMessage({ history: page, filter, isFirst, cardUrlOf, nameOf, now: services.clock.now() });
  });
}

/** Null where somebody may not see what is wanted. */
function filterFor(wanted: HistoryFilter, sees: 'all' | 'own', by: UserId): HistoryFilter | null {
  if (sees === 'all') return wanted;
  switch (wanted.kind) {
    case 'all':
      return { kind: 'person', userId: by };
    case 'person':
      return wanted.userId === by ? wanted : null;
    case 'group':
      return wanted;
  }
}

async function forLookers(
  looker: Looker,
  client: WebClient,
  services: LookingBackServices,
  read: (
    sees: 'all' | 'own',
    sessions: readonly SessionId[] | null,
    refusal: () => Promise<PlainMessage>,
  ) => Promise<PlainMessage>,
): Promise<PlainMessage> {
  const { verdict, settings, sees } = await judgeLooker(looker, client, services);
  const refusal = async (): Promise<PlainMessage> => {
    const nameOf = await services.names.of(looker.workspaceId, namedIn(settings), client);
    return sentences(notAllowedText(verdict.kind === 'refused' ? verdict.rule : 'leavers', settings, nameOf));
  };
  return sees === 'nothing' ? refusal() : read(sees, sessionsFrom(looker.channelId, settings), refusal);
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
export function historyButton(services: LookingBackServices) {
  return async ({ ack, action, body, client, context, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const cursor = Cursor.parse(JSON.parse(action.value ?? ''));
    const looker = {
      workspaceId: workspaceOf(context),
      by: UserId.parse(body.user.id),
      channelId: ChannelId.parse(body.channel?.id),
    };
    const page = await history(looker, cursor, client, services);
    await respond({ ...ephemeral(page), replace_original: true });
  };
}
