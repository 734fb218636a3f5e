import type { Surface } from './block-kit/blocks.ts';
import type { BlockKitFault } from './block-kit/checks.ts';
import { findMessageFaults } from './block-kit/messages.ts';
import { findViewFaults } from './block-kit/views.ts';

export type { BlockKitFault, Surface };

/**
 * Lists everything that Slack would refuse in a payload for that surface: a message (`{ text, blocks, … }`) or a view.
 * Empty means within the limits. Pure; never throws. Lengths count UTF-16 units, so an emoji counts twice: the safe side.
 */
export function findBlockKitFaults(surface: Surface, payload: unknown): BlockKitFault[] {
  return surface === 'message' ? findMessageFaults(payload) : findViewFaults(surface, payload);
}
