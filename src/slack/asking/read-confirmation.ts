import { z } from 'zod';
import { actionIds, blockIds } from '../../messages/ids.ts';

const text = z.object({ value: z.string().max(1_000).nullish() });

/** `view.state.values` of a preview. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const Values = z.object({
  [blockIds.reason]: z.object({ [actionIds.reason]: text }).optional(),
  [blockIds.typedCount]: z.object({ [actionIds.typedCount]: text }).optional(),
});

/** What was typed into a preview; null for what was left empty. Throws when it is no state of ours. */
export function readConfirmation(state: unknown): {
  readonly reason: string | null;
  readonly typedCount: string | null;
} {
  const values = Values.parse(state);
  return {
    reason: values[blockIds.reason]?.[actionIds.reason].value?.trim().slice(0, 500).toWellFormed() || null,
    typedCount: values[blockIds.typedCount]?.[actionIds.typedCount].value?.trim() ?? null,
  };
}
