import type { WebClient } from '@slack/web-api';
import { isStepOver, sortSlackFailure } from '../wire/slack-errors.ts';
import type { Desk } from './letters/desk.ts';
import { afterFailure } from './letters/ladder.ts';
import { type Letter, unwritten } from './letters/letter.ts';
import type { Said } from './letters/say.ts';
import { keepLetter } from './letters/say-letters.ts';
import type { Owed, Telling } from './telling.ts';

const key = 'step';

/**
 * Tells the step of a workflow that its request has ended; it goes on with outcome and message. Where Slack does not
 * take those, the step ends with the sentence alone. A workflow that is over takes nothing, and that is final.
 */
export const tellStep: Owed = async (telling) => {
  const { shown, book, desk } = telling;
  const { ask, finishedAt } = shown.request;
  if (ask.step === undefined || finishedAt === null) return null;
  let letter = book.record().letters[key] ?? unwritten('step');
  let at: number | null = null;
  while (letter.shown === null && !letter.isUsedUp && (at === null || at <= desk.now())) {
    try {
      await endStep(ask.step.executionId, letter, telling);
      letter = { ...letter, shown: '' };
    } catch (error) {
      ({ letter, at } = afterRefusal(letter, error, desk));
    }
  }
  await keepLetter(key, letter, book);
  return letter.shown === null && !letter.isUsedUp ? at : null;
};

async function endStep(
  executionId: string,
  { rung }: Letter,
  { state, desk, means }: Telling,
): Promise<void> {
  const client = await desk.client();
  if (rung.plain) return failStep(client, executionId, means.draw.step(state).message);
  const outputs = means.draw.step(state);
  await client.functions.completeSuccess({ function_execution_id: executionId, outputs });
}

function afterRefusal(letter: Letter, error: unknown, { now, logger }: Desk): Said {
  const failure = sortSlackFailure(error);
  const next = afterFailure(letter.rung, failure, ['step'], now());
  if (!isStepOver(error) && next.kind === 'rung')
    return { letter: { ...letter, rung: next.rung }, at: next.at };
  const level = isStepOver(error) ? 'warn' : 'error';
  logger[level]({ code: failure.code }, 'the step of the workflow could not be told the end');
  return { letter: { ...letter, isUsedUp: true }, at: null };
}

/** Ends the step of a workflow with a sentence why nothing was done. Idempotent: a step that is over stays as it is. */
export async function failStep(client: WebClient, executionId: string, error: string): Promise<void> {
  try {
    await client.functions.completeError({ function_execution_id: executionId, error });
  } catch (failure) {
    if (!isStepOver(failure)) throw failure;
  }
}
