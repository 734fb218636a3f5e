import type { AllMiddlewareArgs, App, ReceiverEvent } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { NotInstalled } from '../../errors.ts';
import { noticeModal } from '../../messages/modals/notices.ts';
import { notAuthorised, somethingBroke, triggerExpired } from '../../messages/replies/troubles.ts';
import type { Services } from '../services.ts';
import { failStep } from '../telling/tell-step.ts';
import { type Delivery, kindOf, mayHaveConfirmed } from './delivery.ts';
import { isExpiredTrigger } from './slack-errors.ts';
import { tellWaiting } from './tell-waiting.ts';

type BoundaryServices = Pick<Services, 'fetch' | 'logger' | 'newReference'>;
type Args = AllMiddlewareArgs & { readonly body: unknown };
type Answer = (response?: object) => Promise<void>;

/** Counts deliveries under way, so that a stop can wait for them. */
export interface InFlight {
  readonly settled: () => Promise<void>;
}

/**
 * One of the two error boundaries: whatever a listener throws is logged under a reference, and the person who waits
 * is told that reference. A delivery that could not be authorised reaches no listener; its person is told too, and a
 * form is answered where it stands: acknowledged empty, it would close as if it had been accepted. Must be installed
 * before the listeners.
 */
export function installErrorBoundary(app: App, services: BoundaryServices): InFlight {
  const underWay = new Set<Promise<void>>();
  const answerOf = keepAnswers(app, underWay);
  app.use(async (args) => {
    try {
      await args.next();
    } catch (error) {
      await tellOfFault(error, args, services);
    }
  });
  app.error(async (error) => {
    const { body = {}, ...fault } = 'body' in error ? (error as unknown as Unrouted) : { error };
    await tellOfRefusal(fault.error, body, answerOf(body), services);
  });
  return {
    settled: async () => {
      await Promise.all(underWay);
    },
  };
}

interface Unrouted {
  readonly body?: Delivery;
  readonly error: Error;
}

/** Bolt hands an error the delivery's body and not its ack, and acknowledges afterwards by itself: that comes too late then. */
function keepAnswers(app: App, underWay: Set<Promise<void>>): (body: object) => Answer | undefined {
  const answers = new WeakMap<object, Answer>();
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent): Promise<void> => {
    let isAnswered = false;
    answers.set(event.body, async (response) => {
      isAnswered = true;
      await event.ack(response);
    });
    const ack: ReceiverEvent['ack'] = async (response) => {
      if (!isAnswered) await event.ack(response);
    };
    const processed = processEvent({ ...event, ack });
    const settled = processed.catch(() => undefined);
    underWay.add(settled);
    await processed.finally(() => underWay.delete(settled));
  };
  return (body) => answers.get(body);
}

async function tellOfRefusal(
  error: Error,
  body: Delivery,
  answer: Answer | undefined,
  services: BoundaryServices,
): Promise<void> {
  const reference = services.newReference();
  const delivery = kindOf(body);
  services.logger.error({ error, reference, delivery }, 'a delivery was not authorised or not routed');
  // Only a workspace that is known not to have the app is told so: a store or a token may fail too.
  const cause = 'original' in error ? error.original : error;
  const notice =
    cause instanceof NotInstalled
      ? ({ kind: 'not-authorised', reference } as const)
      : ({ kind: 'broke', reference, confirmed: false } as const);
  if (delivery === 'view_submission' && answer !== undefined) {
    const isShown = await inModal(noticeModal(notice), answer);
    if (isShown) return;
  }
  await answer?.().catch(() => undefined);
  const message = notice.kind === 'broke' ? somethingBroke(notice) : notAuthorised(notice);
  await tellWaiting(body, message, null, reference, services);
}

async function tellOfFault(error: unknown, args: Args, services: BoundaryServices): Promise<void> {
  const body = args.body as Delivery;
  const reference = services.newReference();
  const delivery = kindOf(body);
  const isLate = isExpiredTrigger(error);
  if (isLate) services.logger.warn({ error, reference, delivery }, 'Slack took too long to open a form');
  else services.logger.error({ error, reference, delivery }, 'a listener failed');
  const notice = { kind: 'broke', reference, confirmed: mayHaveConfirmed(body) } as const;
  const message = isLate
    ? triggerExpired(delivery === 'command' ? 'command' : 'button')
    : somethingBroke(notice);
  if (delivery === 'function_executed') return tellWorkflow(body, message.text, args, services);
  const { ack } = args as unknown as { readonly ack: Answer };
  if (delivery === 'view_submission' && !isLate && (await inModal(noticeModal(notice), ack))) return;
  await tellWaiting(body, message, args.client, reference, services);
}

/** A step that nobody ends would keep its workflow waiting for ever. */
async function tellWorkflow(
  { event }: Delivery,
  text: string,
  { client }: Args,
  { logger }: BoundaryServices,
): Promise<void> {
  const executionId = event?.function_execution_id;
  if (executionId === undefined) return;
  await failStep(client, executionId, text).catch((failure: unknown) =>
    logger.error({ error: failure }, 'nobody could be told: the workflow took no end'),
  );
}

/** False when the submission was acknowledged before. */
function inModal(view: ModalView, answer: Answer): Promise<boolean> {
  return answer({ response_action: 'update', view }).then(
    () => true,
    () => false,
  );
}
