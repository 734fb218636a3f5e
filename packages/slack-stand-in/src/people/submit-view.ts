import type { Courier } from '../deliveries.ts';
import { isEmptyState, statefulElements } from '../element-state.ts';
import type { JsonObject } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import { viewPayload } from '../view-payload.ts';
import type { OpenView } from '../view-store.ts';
import { applySubmissionReply } from './apply-submission-reply.ts';
import { type FilledValues, type FilledView, fillView } from './fill-view.ts';
import { interactionBase, workspaceOfActor } from './interaction-base.ts';

export interface Submission extends Omit<FilledView, 'values'> {
  readonly values?: FilledValues;
  /** How often the same payload is delivered, all at once. */
  readonly times?: number;
}

/**
 * Fills the view in and presses its submit button. Throws where Slack's client would not send: no submit button, a
 * required field left empty, text too short or too long, no such field.
 */
export async function submitView(
  slack: SlackParts,
  courier: Courier,
  submission: Submission,
): Promise<Delivery[]> {
  const { user, viewId, values = {}, times = 1 } = submission;
  const view = fillView(slack, { user, viewId, values });
  if (!view.content.submit) throw new Error(`View ${viewId} has no submit button`);
  refuseIncomplete(view);
  const payload: JsonObject = {
    ...interactionBase(slack, 'view_submission', user),
    trigger_id: slack.triggers.issue(workspaceOfActor(slack, user).id, user).id,
    view: viewPayload(slack.world, view, view.state),
    response_urls: [],
  };
  const sendings = Array.from({ length: times }, () => courier.deliver({ type: 'interactive', payload }));
  const deliveries = await Promise.all(sendings);
  for (const delivery of deliveries) applySubmissionReply(slack, view, delivery);
  return deliveries;
}

function refuseIncomplete(view: OpenView): void {
  for (const { block, blockId, element } of statefulElements(view.content)) {
    if (block.type !== 'input') continue;
    const state = view.state[blockId]?.[String(element.action_id)];
    const isEmpty = isEmptyState(element, state);
    if (isEmpty && block.optional !== true)
      throw new Error(`Slack would not send: ${blockId} is required and empty`);
    if (element.type === 'plain_text_input' && !isEmpty)
      refuseBadLength(blockId, element, String(state?.value));
  }
}

function refuseBadLength(
  blockId: string,
  { min_length: min = 0, max_length: max = 3000 }: JsonObject,
  text: string,
): void {
  if (text.length < Number(min) || text.length > Number(max)) {
    throw new Error(`Slack would not send: ${blockId} takes ${min} to ${max} characters, not ${text.length}`);
  }
}
