import { elementsOf, optionsOf } from '../block-kit/parts-of-blocks.ts';
import { asObject, type JsonObject } from '../json.ts';
import type { SlackStandIn } from '../slack-stand-in.ts';
import { allBlocksOf, type StoredMessage } from '../world/message-store.ts';
import type { OpenView } from '../world/view-store.ts';
import type { AppManifest } from './manifest.ts';

/** The world as somebody who drives it needs it: who and what there is, and what the app listens to. */
export function showWorld({ world, socketMode }: SlackStandIn, { features }: AppManifest): JsonObject {
  return {
    app: { id: world.appId, name: world.appName },
    commands: features.slash_commands.map(({ command }) => command),
    shortcuts: features.shortcuts,
    socket_connections: socketMode.connectionCount(),
    workspaces: world.workspaces.map(({ id, name, users, channels }) => ({
      id,
      name,
      users: [...users.values()].map(({ id: user, name: handle, realName, is_bot }) => ({
        id: user,
        name: handle,
        real_name: realName,
        is_bot: is_bot ?? false,
      })),
      channels: [...channels.values()].map(({ id: channel, name: title, kind, members }) => ({
        id: channel,
        name: title,
        kind,
        members: [...members],
      })),
    })),
  };
}

/** What that person sees in the channel, oldest first; what is only for them has `only_for_you`. */
export function showMessages({ world }: SlackStandIn, channel: string, user: string): JsonObject[] {
  return [...world.messagesIn(channel), ...world.ephemeralsFor(user, channel)]
    .sort((one, other) => Number(one.ts) - Number(other.ts))
    .map((message) => showMessage(message, message.author === null ? null : world.user(message.author).name));
}

function showMessage(message: StoredMessage, author: string | null): JsonObject {
  return {
    ts: message.ts,
    thread_ts: message.threadTs,
    author: author ?? message.username ?? 'the app',
    only_for_you: message.onlyFor !== null,
    edited: message.edits.length > 0,
    text: message.text,
    blocks: message.blocks,
    attachments: message.attachments,
    reactions: Object.fromEntries([...message.reactions].map(([name, users]) => [name, [...users]])),
    usable: usableIn(allBlocksOf(message)),
  };
}

/** The modals of that person, the one on top last, and their Home. */
export function showViews({ world }: SlackStandIn, user: string): JsonObject {
  const home = world.homeOf(user);
  return { views: world.viewsOf(user).map(showView), home: home ? showView(home) : null };
}

function showView({ id, type, content, state, errors, failure }: OpenView): JsonObject {
  const { callback_id, title, submit, blocks } = content;
  const usable = usableIn(blocks as JsonObject[]);
  return { id, type, callback_id, title, submit: submit ?? null, blocks, state, errors, failure, usable };
}

/** What can be pressed, chosen or filled in: the ids that an act names, and what there is to choose. */
function usableIn(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter(({ action_id: id }) => id !== undefined)
      .map((element) => {
        const { action_id, type, value, text } = element;
        const options = optionsOf(element).map((option) => ({
          text: textOf(asObject(option)?.text),
          value: asObject(option)?.value,
        }));
        return {
          block_id: block.block_id,
          action_id,
          type,
          ...(value === undefined ? {} : { value }),
          ...(text === undefined ? {} : { text: textOf(text) }),
          ...(options.length === 0 ? {} : { options }),
        };
      }),
  );
}

const textOf = (text: unknown): unknown => asObject(text)?.text;
