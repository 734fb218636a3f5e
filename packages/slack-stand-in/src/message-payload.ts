import { escapeEcho } from './escape-echo.ts';
import type { JsonObject } from './json.ts';
import type { StoredMessage } from './message-store.ts';
import type { World } from './world.ts';

/** A message as Slack shows it in answers and payloads. */
export function messagePayload(world: World, message: StoredMessage): JsonObject {
  const workspace = world.workspace(message.workspaceId);
  const latestEdit = message.edits.at(-1);
  return {
    type: 'message',
    user: workspace.botUserId,
    bot_id: workspace.botId,
    app_id: world.appId,
    team: workspace.id,
    ts: message.ts,
    text: message.text,
    blocks: escapeEcho(message.blocks),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    ...(latestEdit
      ? { edited: { user: workspace.botId, ts: `${Math.floor(latestEdit.editedAt / 1000)}.000000` } }
      : {}),
  };
}
