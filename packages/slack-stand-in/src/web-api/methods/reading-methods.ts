import { z } from 'zod';
import { messagePayload } from '../../content/message-payload.ts';
import type { StoredMessage } from '../../world/message-store.ts';
import { isAppIn } from '../../world/workspace.ts';
import {
  type Answer,
  accept,
  defineMethod,
  needed,
  refuse,
  type WebApiCall,
  type WebApiMethod,
} from '../web-api-method.ts';
import { findVisibleChannel } from './channel-access.ts';
import { channelPayload } from './conversation-methods.ts';
import { userPayload } from './user-methods.ts';

const pages = { limit: z.coerce.number().int().min(1).max(1000).default(100), cursor: z.string().optional() };
const historyScopes = ['channels:history', 'groups:history', 'im:history'];

/** One page of a list; the cursor is the place of the next item. */
function pageOf<T>(all: readonly T[], { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const start = Number(cursor || 0);
  const next = start + limit < all.length ? String(start + limit) : '';
  return {
    items: all.slice(start, start + limit),
    hasMore: next !== '',
    more: { response_metadata: { next_cursor: next } },
  };
}

const listConversations = defineMethod({
  tier: 2,
  scopes: ['channels:read', 'groups:read', 'im:read'],
  args: z.looseObject({ ...pages, types: z.string().default('public_channel') }),
  run({ workspace, args }) {
    const kinds = { public: 'public_channel', private: 'private_channel', im: 'im' } as const;
    const wanted = args.types.split(',').map((type) => type.trim());
    const channels = [...workspace.channels.values()]
      .filter(({ kind }) => wanted.includes(kinds[kind]))
      .filter((channel) => channel.kind === 'public' || isAppIn(workspace, channel))
      .map((channel) => channelPayload(workspace, channel));
    const { items, more } = pageOf(channels, args);
    return accept({ channels: items, ...more });
  },
});

const members = defineMethod({
  tier: 4,
  scopes: ['channels:read', 'groups:read', 'im:read'],
  args: z.looseObject({ ...pages, channel: needed('channel') }),
  run({ workspace, args }) {
    const found = findVisibleChannel(workspace, args.channel);
    if ('refusal' in found) return refuse(found.refusal);
    const { items, more } = pageOf([...found.channel.members], args);
    return accept({ members: items, ...more });
  },
});

const time = { oldest: z.string().default('0'), latest: z.string().optional() };

function readMessages(
  { slack, workspace, args }: WebApiCall<z.output<typeof historyArgs>>,
  isWanted: (message: StoredMessage) => boolean,
  order: 'newest first' | 'oldest first',
): Answer {
  const found = findVisibleChannel(workspace, args.channel);
  if ('refusal' in found) return refuse(found.refusal);
  if (!isAppIn(workspace, found.channel)) return refuse('not_in_channel');
  const messages = slack.world
    .messagesIn(found.channel.id)
    .filter(isWanted)
    .filter(
      ({ ts }) => Number(ts) >= Number(args.oldest) && Number(ts) <= Number(args.latest ?? Number.MAX_VALUE),
    )
    .map((message) => messagePayload(slack.world, message));
  const { items, hasMore, more } = pageOf(order === 'newest first' ? messages.reverse() : messages, args);
  return accept({ messages: items, has_more: hasMore, ...more });
}

const historyArgs = z.looseObject({ ...pages, ...time, channel: needed('channel') });

const history = defineMethod({
  tier: 3,
  scopes: historyScopes,
  args: historyArgs,
  run: (call) =>
    readMessages(call, ({ threadTs, isBroadcast }) => threadTs === null || isBroadcast, 'newest first'),
});

const replies = defineMethod({
  tier: 3,
  scopes: historyScopes,
  args: z.looseObject({ ...pages, ...time, channel: needed('channel'), ts: needed('ts') }),
  run(call) {
    const { ts, channel } = call.args;
    if (!call.slack.world.messages.find(channel, ts)) return refuse('thread_not_found');
    return readMessages(call, (message) => message.ts === ts || message.threadTs === ts, 'oldest first');
  },
});

const listUsers = defineMethod({
  tier: 2,
  scopes: ['users:read'],
  args: z.looseObject(pages),
  run({ workspace, args }) {
    const users = [...workspace.users.values()].map((user) => userPayload(workspace, user, false));
    const { items, more } = pageOf(users, args);
    return accept({ members: items, ...more });
  },
});

const permalink = defineMethod({
  tier: 'none',
  scopes: [],
  args: z.looseObject({ channel: needed('channel'), message_ts: needed('message_ts') }),
  run({ slack, workspace, args: { channel, message_ts: ts } }) {
    const found = findVisibleChannel(workspace, channel);
    if ('refusal' in found) return refuse(found.refusal);
    if (!slack.world.messages.find(channel, ts)) return refuse('message_not_found');
    const link = `https://${workspace.domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
    return accept({ channel, permalink: link });
  },
});

const addReaction = defineMethod({
  tier: 3,
  scopes: ['reactions:write'],
  args: z.looseObject({ channel: needed('channel'), timestamp: needed('timestamp'), name: needed('name') }),
  run({ slack, workspace, args: { channel, timestamp, name } }) {
    const message = slack.world.messages.find(channel, timestamp);
    const found = findVisibleChannel(workspace, channel);
    if ('refusal' in found) return refuse(found.refusal);
    if (!message) return refuse('message_not_found');
    const users = message.reactions.get(name) ?? new Set();
    if (users.has(workspace.botUserId)) return refuse('already_reacted');
    message.reactions.set(name, users.add(workspace.botUserId));
    return accept();
  },
});

/** What nearly every app reads, and its reactions. Source: docs.slack.dev/reference/methods. */
export const readingMethods: Readonly<Record<string, WebApiMethod>> = {
  'conversations.list': listConversations,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
  'users.list': listUsers,
  'chat.getPermalink': permalink,
  'reactions.add': addReaction,
};
