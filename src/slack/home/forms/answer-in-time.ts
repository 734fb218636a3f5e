import type { ModalView } from '@slack/types';
import { LedgerUnavailable } from '../../../errors.ts';
import { formAgain, formSaved } from '../../../messages/home/forms/form-again.ts';
import { noticeModal } from '../../../messages/modals/notices.ts';
import { openView, type ViewServices } from '../../asking/open-view.ts';
import { within } from '../../asking/preview/gather-facts.ts';
import type { SubmissionArgs } from '../../listener.ts';
import type { FieldErrors } from './form-fields.ts';

/** How a submission ends. */
export type SubmissionEnd =
  | { readonly kind: 'saved' }
  | { readonly kind: 'view'; readonly view: ModalView }
  /** `again` draws the form as it was sent, for when its fields cannot show the errors any more. */
  | {
      readonly kind: 'errors';
      readonly errors: FieldErrors;
      readonly again: () => Promise<ModalView>;
    };

/** Slack waits three seconds for all of it, the way there and back included. */
const answerWithinMs = 2_000;

/**
 * Answers a submission that asks Wasend or Slack first. What is fast stands in the form itself, with everything that was
 * typed; what is slow is told by `checking`, which then shows the end. Never rejects for what the work throws.
 */
export async function answerInTime(
  { ack, body, client }: SubmissionArgs,
  checking: ModalView,
  work: () => Promise<SubmissionEnd>,
  services: ViewServices,
): Promise<SubmissionEnd> {
  const working = work().catch((error: unknown) => brokenEnd(error, services));
  const end = await within(answerWithinMs, working, services);
  if (end !== null) {
    await answer(end, ack);
    return end;
  }
  await ack({ response_action: 'update', view: checking });
  const late = await working;
  const shown = await viewOf(late).catch((error: unknown) => viewOf(brokenEnd(error, services)));
  await openView(client, { view_id: body.view.id }, services).show(shown);
  return late;
}

function answer(end: SubmissionEnd, ack: SubmissionArgs['ack']): Promise<void> {
  switch (end.kind) {
    case 'saved':
      return ack();
    case 'view':
      return ack({ response_action: 'update', view: end.view });
    case 'errors':
      return ack({ response_action: 'errors', errors: { ...end.errors } });
  }
}

async function viewOf(end: SubmissionEnd): Promise<ModalView> {
  switch (end.kind) {
    case 'saved':
      return formSaved();
    case 'view':
      return end.view;
    case 'errors':
      return formAgain(await end.again(), Object.values(end.errors));
  }
}

function brokenEnd(error: unknown, { logger, newReference }: ViewServices): SubmissionEnd {
  const reference = newReference();
  logger.error({ error, reference }, 'a form could not be saved');
  const kind = error instanceof LedgerUnavailable ? 'ledger-down' : 'broke';
  return {
    kind: 'view',
    view: noticeModal(kind === 'broke' ? { kind, reference, confirmed: false } : { kind, reference }),
  };
}
