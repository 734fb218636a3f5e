import type { AllMiddlewareArgs, App, ViewSubmitAction } from '@slack/bolt';
import { somethingBrokeModal } from '../../messages/modals/notice-modal.ts';
import { notAuthorised } from '../../messages/replies/not-authorised.ts';
import { somethingBroke } from '../../messages/replies/something-broke.ts';
import type { Services } from '../services.ts';
import { respondAt } from '../telling/tell-privately.ts';
import { failStep } from '../telling/tell-step.ts';

/** Counts deliveries under way, so that a stop can wait for them. */
export interface InFlight {
  readonly settled: () => Promise<void>;
}

/** The parts of a delivery that say where its person can be answered. */
interface Delivery {
  readonly type?: string;
  readonly response_url?: string;
  readonly user?: { readonly id?: string };
  /** Set where a workflow waits for its step. */
  readonly event?: { readonly type?: string; readonly function_execution_id?: string };
}

/**
 * One of the two error boundaries: whatever a listener throws is logged under a reference, and the person who waits
 * is told that reference. Must be installed before the listeners.
 */
export function installErrorBoundary(app: App, services: Services): InFlight {
  const underWay = new Set<Promise<void>>();
  app.use(async (args) => {
    const delivery = args.next();
    const settled = delivery.catch(() => undefined);
    underWay.add(settled);
    try {
      await delivery;
    } catch (error) {
      await tell(error, args, services);
    } finally {
      underWay.delete(settled);
    }
  });
  app.error(async (error) => {
    const { body, ...fault } =
      'body' in error ? (error as unknown as { body: Delivery; error: Error }) : { body: null, error };
    const reference = services.newReference();
    services.logger.error({ error: fault.error, reference }, 'a delivery was not authorised or not routed');
    if (body?.response_url !== undefined)
      await respondAt(body.response_url, ephemeral(notAuthorised({ reference })), services);
  });
  return {
    settled: async () => {
      await Promise.all(underWay);
    },
  };
}

type Args = AllMiddlewareArgs & { readonly body: unknown };

async function tell(error: unknown, args: Args, services: Services): Promise<void> {
  const reference = services.newReference();
  const body = args.body as Delivery;
  services.logger.error({ error, reference, delivery: body.type ?? 'command' }, 'a listener failed');
  const message = somethingBroke({ reference });
  if (body.event?.type === 'function_executed') return tellWorkflow(body.event, message.text, args, services);
  if (body.type === 'view_submission' && (await showInModal(args, reference))) return;
  if (body.response_url !== undefined && (await respondAt(body.response_url, ephemeral(message), services)))
    return;
  if (body.user?.id === undefined) return;
  await args.client.chat
    .postMessage({ channel: body.user.id, text: message.text })
    .catch((failure) => services.logger.error({ error: failure, reference }, 'the person could not be told'));
}

/** A step that nobody ends would keep its workflow waiting for ever. */
async function tellWorkflow(
  { function_execution_id: executionId }: NonNullable<Delivery['event']>,
  text: string,
  { client }: Args,
  { logger }: Services,
): Promise<void> {
  if (executionId === undefined) return;
  await failStep(client, executionId, text).catch((failure) =>
    logger.error({ error: failure }, 'the workflow could not be told'),
  );
}

/** False when the submission was acknowledged before the fault. */
async function showInModal(args: Args, reference: string): Promise<boolean> {
  const { ack } = args as unknown as { ack: (response: object) => Promise<void> };
  const view: ViewSubmitAction['view'] | object = somethingBrokeModal({ reference });
  return ack({ response_action: 'update', view }).then(
    () => true,
    () => false,
  );
}

function ephemeral(message: { readonly text: string }): object {
  return { response_type: 'ephemeral', replace_original: false, text: message.text };
}
