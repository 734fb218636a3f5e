import type { Ids } from './ids.ts';
import { createMessageStore, type MessageStore, type StoredMessage } from './message-store.ts';
import { createViewStore, type OpenView, type ViewStore } from './view-store.ts';
import { type Channel, createWorkspace, findDirectMessage, type User, type Workspace } from './workspace.ts';
import { agencyWorkspace, type WorkspaceSeed, type WorldSeed } from './world-seed.ts';

/** Everything there is: what tests read to see what people would see. */
export interface World {
  readonly appId: string;
  readonly appName: string;
  readonly appToken: string;
  readonly workspaces: readonly Workspace[];
  readonly messages: MessageStore;
  readonly views: ViewStore;
  addWorkspace(seed: WorkspaceSeed): Workspace;
  /** The lookups below throw when there is no such thing: a test that names it wrongly should stop. */
  workspace(id: string): Workspace;
  workspaceOfUser(userId: string): Workspace;
  workspaceOfChannel(channelId: string): Workspace;
  user(userId: string): User;
  channel(channelId: string): Channel;
  workspaceByToken(token: string): Workspace | undefined;
  /** What everyone in a channel sees now, thread replies included. */
  messagesIn(channelId: string): StoredMessage[];
  /** What the app told a person in their direct messages. */
  directMessagesTo(userId: string): StoredMessage[];
  ephemeralsFor(userId: string, channelId?: string): StoredMessage[];
  /** The open modals of a person, the one on top last. */
  viewsOf(userId: string): OpenView[];
  homeOf(userId: string): OpenView | undefined;
}

export function createWorld(seed: WorldSeed | undefined, ids: Ids, now: () => number): World {
  const workspaces = (seed?.workspaces ?? [agencyWorkspace()]).map(createWorkspace);
  const messages = createMessageStore(now);
  const views = createViewStore(ids);
  const workspaceOfUser = (userId: string) =>
    need(
      workspaces.find(({ users }) => users.has(userId)),
      `user ${userId}`,
    );
  return {
    appId: seed?.appId ?? 'A0WASEND',
    appName: seed?.appName ?? 'Wasend',
    appToken: seed?.appToken ?? 'xapp-stand-in-1',
    workspaces,
    messages,
    views,
    addWorkspace(added) {
      const workspace = createWorkspace(added);
      workspaces.push(workspace);
      return workspace;
    },
    workspace: (id) =>
      need(
        workspaces.find((workspace) => workspace.id === id),
        `workspace ${id}`,
      ),
    workspaceOfUser,
    workspaceOfChannel: (channelId) =>
      need(
        workspaces.find(({ channels }) => channels.has(channelId)),
        `channel ${channelId}`,
      ),
    user: (userId) => need(workspaceOfUser(userId).users.get(userId), `user ${userId}`),
    channel: (channelId) =>
      need(
        workspaces.map(({ channels }) => channels.get(channelId)).find((channel) => channel !== undefined),
        `channel ${channelId}`,
      ),
    workspaceByToken: (token) => workspaces.find(({ botToken }) => botToken === token),
    messagesIn: (channelId) => messages.inChannel(channelId),
    directMessagesTo(userId) {
      const channel = findDirectMessage(workspaceOfUser(userId), userId);
      return channel ? messages.inChannel(channel.id) : [];
    },
    ephemeralsFor: (userId, channelId) => messages.onlyFor(userId, channelId),
    viewsOf: (userId) => views.openFor(userId),
    homeOf: (userId) => views.homeOf(userId),
  };
}

function need<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`The stand-in world has no ${what}`);
  return found;
}
