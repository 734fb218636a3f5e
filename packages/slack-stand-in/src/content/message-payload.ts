import type { JsonObject } from '../json.ts';
import type { StoredMessage } from '../world/message-store.ts';
import type { World } from '../world/world.ts';
import { escapeEcho } from './escape-echo.ts';

/** A message as Slack shows it in answers and payloads. */
export function messagePayload(world: World, message: StoredMessage): JsonObject {
  const workspace = world.workspace(message.workspaceId);
  const latestEdit = message.edits.at(-1);
  return {
    type: 'message',
    ...authorOf(world, message),
    team: workspace.id,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks.length > 0 ? escapeEcho(message.blocks) : blocksOfText(message),
    ...(message.attachments.length === 0 ? {} : { attachments: escapeEcho(message.attachments) }),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.isBroadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    ...(message.reactions.size === 0 ? {} : { reactions: reactionsOf(message) }),
    ...(latestEdit
      ? { edited: { user: workspace.botId, ts: `${Math.floor(latestEdit.editedAt / 1000)}.000000` } }
      : {}),
  };
}

function authorOf(world: World, { author, workspaceId, username, icon }: StoredMessage): JsonObject {
  if (author !== null) return { user: author };
  const { botUserId, botId } = world.workspace(workspaceId);
  const icons = icon?.startsWith(':') ? { emoji: icon } : { image_64: icon };
  return {
    user: botUserId,
    bot_id: botId,
    app_id: world.appId,
    ...(username === null ? {} : { username }),
    ...(icon === null ? {} : { icons }),
  };
}

/** Slack makes a rich text block of a text that came alone; here it holds the text as it is, its markup unread. */
function blocksOfText({ ts, text }: StoredMessage): JsonObject[] {
  if (text === '') return [];
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  return [{ type: 'rich_text', block_id: `text-${ts}`, elements }];
}

const reactionsOf = ({ reactions }: StoredMessage): JsonObject[] =>
  [...reactions].map(([name, users]) => ({ name, users: [...users], count: users.size }));
