import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../logger.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import { contentOf, ephemeral, noPreviews } from '../telling/content.ts';
import { type Delivery, kindOf, personWaiting } from './delivery.ts';
import { postToResponseUrl } from './response-url.ts';
import type { Fetch } from './web-clients.ts';

export interface TellWaiting {
  readonly fetch: Fetch;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
}

/**
 * Tells whoever waits for a delivery: through its `response_url`, on the Home tab that was opened, or by direct message.
 * `client` is null where the workspace is not authorised. That nobody could be told is logged at error under the
 * reference. Never throws.
 */
export async function tellWaiting(
  delivery: Delivery,
  message: PlainMessage,
  client: WebClient | null,
  reference: string,
  { fetch, logger }: TellWaiting,
): Promise<void> {
  const content = contentOf(message);
  const person = personWaiting(delivery);
  const { response_url: responseUrl } = delivery;
  const ways: (() => Promise<unknown>)[] = [];
  if (responseUrl !== undefined)
    ways.push(() => postToResponseUrl(responseUrl, ephemeral(message), { fetch }));
  if (client !== null && person !== null) {
    if (kindOf(delivery) === 'app_home_opened')
      ways.push(() =>
        client.views.publish({ user_id: person, view: { type: 'home', blocks: content.blocks } }),
      );
    ways.push(() => client.chat.postMessage({ channel: person, ...content, ...noPreviews }));
  }
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      logger.warn({ error, reference }, 'a word about something that broke was not taken');
    }
  }
  if (person !== null || responseUrl !== undefined)
    logger.error({ reference, userId: person }, 'nobody could be told');
}
