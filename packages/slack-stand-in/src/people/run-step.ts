import type { JsonObject } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import { sendEvent } from './send-event.ts';

export interface StepRun {
  /** The step's callback id. */
  readonly step: string;
  readonly inputs: JsonObject;
  readonly workspace?: string;
  /** The same again is the same run again. */
  readonly executionId: string;
  readonly eventTs?: string;
}

/** A workflow reaches the app's step; it waits until the app tells the end. */
export async function runStep(slack: SlackParts, courier: Courier, run: StepRun): Promise<Delivery> {
  const { step, inputs, workspace, executionId } = run;
  if (!slack.steps.has(executionId)) slack.steps.set(executionId, null);
  return sendEvent(slack, courier, {
    ...(workspace === undefined ? {} : { workspace }),
    event: {
      type: 'function_executed',
      function: { id: 'Fn0LEAVE', callback_id: step, title: step, type: 'app', app_id: slack.world.appId },
      inputs,
      function_execution_id: executionId,
      workflow_execution_id: `Wx${executionId}`,
      bot_access_token: 'xwfp-dies-after-fifteen-minutes',
      event_ts: run.eventTs ?? slack.ids.messageTs(),
    },
  });
}
