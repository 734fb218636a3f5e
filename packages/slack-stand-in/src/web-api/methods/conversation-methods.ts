import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import {
  type Channel,
  findDirectMessage,
  isAppIn,
  openDirectMessage,
  type Workspace,
} from '../../world/workspace.ts';
import { accept, defineMethod, formBoolean, needed, refuse, type WebApiMethod } from '../web-api-method.ts';
import { findVisibleChannel } from './channel-access.ts';

const info = defineMethod({
  tier: 3,
  scopes: ['channels:read', 'groups:read', 'im:read'],
  args: z.looseObject({
    channel: needed('channel'),
    include_locale: formBoolean.optional(),
    include_num_members: formBoolean.optional(),
  }),
  run({ workspace, args }) {
    const found = findVisibleChannel(workspace, args.channel);
    if ('refusal' in found) return refuse(found.refusal);
    const more = {
      ...(args.include_locale === true ? { locale: 'en-US' } : {}),
      ...(args.include_num_members === true ? { num_members: found.channel.members.size } : {}),
    };
    return accept({ channel: { ...channelPayload(workspace, found.channel), ...more } });
  },
});

/** A conversation as Slack shows it in answers. */
export function channelPayload(workspace: Workspace, channel: Channel): JsonObject {
  const flags = {
    id: channel.id,
    is_im: channel.kind === 'im',
    is_mpim: false,
    is_archived: channel.isArchived,
    is_private: channel.kind !== 'public',
    is_shared: channel.isSharedOutside,
    is_ext_shared: channel.isSharedOutside,
    is_org_shared: false,
    context_team_id: workspace.id,
  };
  if (channel.kind === 'im') return { ...flags, user: channel.withUser };
  return {
    ...flags,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_general: false,
    is_member: isAppIn(workspace, channel),
  };
}

const join = defineMethod({
  tier: 3,
  scopes: ['channels:join'],
  args: z.looseObject({ channel: needed('channel') }),
  run({ workspace, args }) {
    const found = findVisibleChannel(workspace, args.channel);
    if ('refusal' in found) return refuse(found.refusal);
    const { channel } = found;
    if (channel.kind !== 'public') return refuse('method_not_supported_for_channel_type');
    if (channel.isArchived) return refuse('is_archived');
    const wasIn = isAppIn(workspace, channel);
    channel.members.add(workspace.botUserId);
    return accept({
      channel: channelPayload(workspace, channel),
      ...(wasIn ? { warning: 'already_in_channel' } : {}),
    });
  },
});

const open = defineMethod({
  tier: 3,
  scopes: ['im:write'],
  args: z.looseObject({ users: z.string().optional(), channel: z.string().optional() }),
  run({ slack, workspace, args }) {
    if (args.channel) {
      const found = findVisibleChannel(workspace, args.channel);
      return 'refusal' in found ? refuse(found.refusal) : accept({ channel: { id: found.channel.id } });
    }
    const [userId, ...others] = (args.users ?? '').split(',').filter(Boolean);
    if (!userId) return refuse('users_list_not_supplied');
    if (others.length > 0) {
      slack.journal.note('conversations.open', 'group direct messages are not part of the stand-in');
      return refuse('invalid_user_combination');
    }
    const user = workspace.users.get(userId);
    if (!user) return refuse('user_not_found');
    if (user.deleted) return refuse('user_disabled');
    const wasOpen = findDirectMessage(workspace, userId) !== undefined;
    const channel = openDirectMessage(workspace, userId);
    return accept({ channel: { id: channel.id }, ...(wasOpen ? { no_op: true, already_open: true } : {}) });
  },
});

/** The conversations family. Source: docs.slack.dev/reference/methods. */
export const conversationMethods: Readonly<Record<string, WebApiMethod>> = {
  'conversations.info': info,
  'conversations.join': join,
  'conversations.open': open,
};
