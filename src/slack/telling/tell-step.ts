import type { WebClient } from '@slack/web-api';
import type { Request } from '../../leaving/request.ts';
import { stepOutputs } from '../../messages/replies/workflow-step.ts';
import { isStepOver, sortSlackFailure } from '../wire/slack-errors.ts';
import type { CardDesk } from './card.ts';

/**
 * Tells the step of a workflow that its request has ended; it goes on with outcome and message. Answers when to come
 * again (epoch milliseconds), or null. A workflow that is over takes nothing, and that is final.
 */
export async function tellStep(request: Request, desk: CardDesk): Promise<number | null> {
  const executionId = request.ask.step?.executionId;
  if (executionId === undefined) return null;
  try {
    await desk.client.functions.completeSuccess({
      function_execution_id: executionId,
      outputs: stepOutputs(request),
    });
  } catch (error) {
    const failure = sortSlackFailure(error);
    if (failure.kind === 'later') return desk.now() + failure.retryAfterMs;
    const { requestId } = request;
    desk.warn({ requestId, code: failure.code }, 'the step of the workflow could not be told the end');
  }
  return null;
}

/** Ends the step of a workflow with a sentence why nothing was done. Idempotent: a step that is over stays as it is. */
export async function failStep(client: WebClient, executionId: string, error: string): Promise<void> {
  try {
    await client.functions.completeError({ function_execution_id: executionId, error });
  } catch (failure) {
    if (!isStepOver(failure)) throw failure;
  }
}
