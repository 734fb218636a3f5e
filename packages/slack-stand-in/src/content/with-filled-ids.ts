import { elementsOf } from '../block-kit/parts-of-blocks.ts';
import type { JsonObject } from '../json.ts';
import type { Ids } from '../world/ids.ts';

/** Slack gives every block a block_id and every interactive element an action_id where the app did not. */
export function withFilledIds<T extends JsonObject>(payload: T, ids: Ids): T {
  const blocks = Array.isArray(payload.blocks) ? (payload.blocks as JsonObject[]) : [];
  return { ...payload, blocks: structuredClone(blocks).map((block) => fillBlock(block, ids)) };
}

function fillBlock(block: JsonObject, ids: Ids): JsonObject {
  block.block_id ??= ids.next('block-');
  for (const element of elementsOf(block)) {
    if (isInteractive(element)) element.action_id ??= ids.next('action-');
  }
  return block;
}

function isInteractive({ type }: JsonObject): boolean {
  const shown = ['image', 'plain_text', 'mrkdwn'];
  return typeof type === 'string' && !shown.includes(type) && !type.startsWith('rich_text');
}
