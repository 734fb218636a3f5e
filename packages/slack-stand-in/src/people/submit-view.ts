import { viewPayload } from '../content/view-payload.ts';
import { isEmptyState, statefulElements } from '../element-state.ts';
import type { JsonObject } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import type { OpenView } from '../world/view-store.ts';
import { applySubmissionReply } from './apply-submission-reply.ts';
import { type FilledValues, type FilledView, fillView } from './fill-view.ts';
import { interactionBase } from './interaction-base.ts';

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
    trigger_id: slack.triggers.issue(view).id,
    view: viewPayload(slack.world, view, view.state),
    response_urls: responseUrlsOf(slack, view),
  };
  const sendings = Array.from({ length: times }, () => courier.deliver({ type: 'interactive', payload }));
  const deliveries = await Promise.all(sendings);
  for (const delivery of deliveries) applySubmissionReply(slack, view, delivery);
  return deliveries;
}

/** One for each chosen conversation whose field asked for it. Source: docs.slack.dev/surfaces/modals#modal_response_url. */
function responseUrlsOf(slack: SlackParts, view: OpenView): JsonObject[] {
  const { workspaceId, userId } = view;
  return statefulElements(view.content).flatMap(({ block, blockId, element }) => {
    const state = view.state[blockId]?.[String(element.action_id)];
    const channelId = state?.selected_conversation ?? state?.selected_channel;
    if (block.type !== 'input' || element.response_url_enabled !== true || typeof channelId !== 'string')
      return [];
    const target = { workspaceId, channelId, userId, messageTs: null, threadTs: null };
    const url = slack.baseUrl() + slack.responseUrls.issue(target);
    return [{ block_id: blockId, action_id: element.action_id, channel_id: channelId, response_url: url }];
  });
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
