import { isEmptyState, statefulElements } from '@wasend-slack/slack-stand-in/element-state.ts';
import type { ShownView } from '../../protocol.ts';

/** What Slack's client finds wrong by itself before it sends a form, by block id. */
export function faultsIn(content: ShownView['content'], state: ShownView['state']): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { block, blockId, element } of statefulElements({ ...content })) {
    if (block.type !== 'input') continue;
    const filled = state[blockId]?.[String(element.action_id)];
    const isEmpty = isEmptyState(element, filled && { ...filled });
    const { min_length: least, max_length: most } = element;
    const length = String(filled?.value ?? '').length;
    if (isEmpty && block.optional !== true) faults[blockId] = 'Please complete this required field.';
    else if (!isEmpty && typeof least === 'number' && length < least)
      faults[blockId] = `Please enter at least ${least} characters.`;
    else if (typeof most === 'number' && length > most)
      faults[blockId] = `Please enter at most ${most} characters.`;
  }
  return faults;
}
