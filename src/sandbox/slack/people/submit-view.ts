import type { Courier } from '../deliveries.ts';
import {
  type Filled,
  filledState,
  isEmptyState,
  statefulElements,
  type ViewState,
} from '../element-state.ts';
import type { JsonObject } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import { viewPayload } from '../view-payload.ts';
import type { OpenView } from '../view-store.ts';
import { applySubmissionReply } from './apply-submission-reply.ts';
import { interactionBase, viewOf, workspaceOfActor } from './interaction-base.ts';

/** What is filled in, by block id and action id. */
export type FilledValues = Readonly<Record<string, Readonly<Record<string, Filled>>>>;

export interface Submission {
  readonly user: string;
  readonly viewId: string;
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
  const view = viewOf(slack, user, viewId);
  if (!view.content.submit) throw new Error(`View ${viewId} has no submit button`);
  view.state = fillIn(view, values);
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

/** The state of the view with these values in it. Throws where the view has no such field. */
function fillIn(view: OpenView, values: FilledValues): ViewState {
  const state = structuredClone(view.state);
  const elements = statefulElements(view.content);
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, filled] of Object.entries(actions)) {
      const found = elements.find((one) => one.blockId === blockId && one.element.action_id === actionId);
      if (!found) throw new Error(`View ${view.id} has no field ${blockId} / ${actionId}`);
      state[blockId] = { ...state[blockId], [actionId]: filledState(found.element, filled) };
    }
  }
  return state;
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
