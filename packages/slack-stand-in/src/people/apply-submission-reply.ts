import { z } from 'zod';
import { readView } from '../content/view-checks.ts';
import { type JsonObject, parseJson } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import { deepestStack } from '../web-api/methods/view-methods.ts';
import type { OpenView } from '../world/view-store.ts';

const reply = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('clear') }),
  z.object({ response_action: z.literal('update'), view: z.unknown().optional() }),
  z.object({ response_action: z.literal('push'), view: z.unknown().optional() }),
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
]);

const method = 'view_submission reply';
const trouble = 'We had some trouble connecting. Try again?';

/** Does to the view what the app's answer says; an answer Slack cannot use leaves the view open with `failure`. */
export function applySubmissionReply(slack: SlackParts, view: OpenView, delivery: Delivery): void {
  const { views } = slack.world;
  // The second of two deliveries may find the view gone already.
  if (views.find(view.id) !== view) return;
  view.errors = {};
  view.failure = null;
  if (delivery.status !== 200) {
    view.failure = trouble;
    return;
  }
  const body = delivery.body === '' ? {} : parseJson(delivery.body);
  if (JSON.stringify(body) === '{}') {
    views.close(view);
    return;
  }
  const read = reply.safeParse(body);
  if (!read.success) fail(slack, view, `a body Slack cannot use: ${delivery.body.slice(0, 200)}`);
  else applyAction(slack, view, read.data);
}

function applyAction(slack: SlackParts, view: OpenView, action: z.output<typeof reply>): void {
  const { views } = slack.world;
  switch (action.response_action) {
    case 'clear':
      views.closeAll(view.userId);
      break;
    case 'errors':
      showErrors(slack, view, action.errors);
      break;
    case 'update':
      withView(slack, view, action.view, view.id, (content) => views.replace(view, content));
      break;
    case 'push':
      withView(slack, view, action.view, undefined, (content) => {
        if (views.openFor(view.userId).length < deepestStack) views.push(view, content);
        else fail(slack, view, 'push_limit_reached');
      });
      break;
  }
}

function showErrors(slack: SlackParts, view: OpenView, errors: Record<string, string>): void {
  const blocks = view.content.blocks as JsonObject[];
  const inputs = blocks.filter(({ type }) => type === 'input').map(({ block_id: id }) => id);
  const strangers = Object.keys(errors).filter((blockId) => !inputs.includes(blockId));
  if (strangers.length === 0) view.errors = errors;
  else fail(slack, view, `errors for what is no input block: ${strangers.join(', ')}`);
}

function withView(
  slack: SlackParts,
  view: OpenView,
  sent: unknown,
  ownViewId: string | undefined,
  apply: (content: JsonObject) => void,
): void {
  const workspace = slack.world.workspace(view.workspaceId);
  const read = readView(slack, workspace, method, 'modal', sent, ownViewId);
  if ('refusal' in read) fail(slack, view, JSON.stringify(read.refusal));
  else apply(read.view);
}

function fail(slack: SlackParts, view: OpenView, why: string): void {
  view.failure = trouble;
  slack.journal.note(method, why);
}
