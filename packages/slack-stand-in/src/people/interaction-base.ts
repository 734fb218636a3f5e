import type { JsonObject } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { StoredMessage } from '../world/message-store.ts';
import type { Workspace } from '../world/workspace.ts';

/** The deprecated verification token: apps must not look at it, and payloads still carry it. */
export const verificationToken = 'stand-in-verification-token';

/** The workspace of someone who is about to do something. Throws when their account is gone or they are a bot. */
export function workspaceOfActor({ world }: SlackParts, userId: string): Workspace {
  const user = world.user(userId);
  if ((user.deleted || user.is_bot) && !user.canStillAct)
    throw new Error(`${userId} cannot do anything in Slack`);
  return world.workspaceOfUser(userId);
}

/** What every interactive payload begins with. */
export function interactionBase(slack: SlackParts, type: string, userId: string): JsonObject {
  const workspace = workspaceOfActor(slack, userId);
  const { name } = slack.world.user(userId);
  const { enterprise } = workspace;
  const isOrgInstall = enterprise?.isOrgInstall ?? false;
  const organisation = enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {};
  return {
    type,
    // An app installed for a whole organisation is not told the workspace here.
    team: isOrgInstall ? null : { id: workspace.id, domain: workspace.domain, ...organisation },
    user: { id: userId, username: name, name, team_id: workspace.id },
    api_app_id: slack.world.appId,
    token: verificationToken,
    enterprise: isOrgInstall && enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: isOrgInstall,
  };
}

/** An open view of that person. Throws when they see no such view. */
export function viewOf({ world }: SlackParts, userId: string, viewId: string) {
  const view = world.views.find(viewId);
  if (view?.userId === userId) return view;
  const open = world.viewsOf(userId).map(({ id }) => id);
  throw new Error(`${userId} has no open view ${viewId}; open: ${open.join(', ') || 'none'}`);
}

/** A message that person sees. Throws when they see no such message. */
export function messageSeenBy(
  { world }: SlackParts,
  { user, channel, ts }: { readonly user: string; readonly channel: string; readonly ts: string },
): StoredMessage {
  const message = world.messages.find(channel, ts);
  const isSeen = message && world.channel(channel).members.has(user) && (message.onlyFor ?? user) === user;
  if (isSeen) return message;
  throw new Error(`${user} sees no message ${ts} in ${channel}`);
}
