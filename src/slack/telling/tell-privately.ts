import type { WebClient } from '@slack/web-api';
import type { ChannelId, UserId } from '../../leaving/ids.ts';
import type { Logger } from '../../logger.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import { postToResponseUrl } from '../wire/response-url.ts';
import { sortSlackFailure } from '../wire/slack-errors.ts';
import type { Fetch } from '../wire/web-clients.ts';
import { contentOf, noPreviews, plainContentOf, toOneAlone } from './content.ts';

type Content = ReturnType<typeof contentOf>;

/** Where a person can be told something that only they should see. */
export interface PrivatePlace {
  readonly by: UserId;
  readonly channelId: ChannelId;
  readonly responseUrl: string | null;
}

/** What it takes to tell somebody alone. */
export interface TellPrivately {
  readonly fetch: Fetch;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
}

/**
 * Tells one person alone: in the channel if the app is in it, else through `response_url`, else by direct message, each
 * with blocks and, where those are refused, without. A person waits, so nothing is paused for. That they could not be
 * told is logged at error. Never throws.
 */
export async function tellPrivately(
  place: PrivatePlace,
  message: PlainMessage,
  client: WebClient,
  means: TellPrivately,
): Promise<void> {
  const { by, channelId, responseUrl } = place;
  const ways: readonly ((content: Content) => Promise<unknown>)[] = [
    // A button on Home stands in no channel: its person is their own place.
    ...(channelId === String(by)
      ? []
      : [
          (content: Content) =>
            client.chat.postEphemeral({ channel: channelId, user: by, ...filled(content) }),
        ]),
    ...(responseUrl === null
      ? []
      : [(content: Content) => postToResponseUrl(responseUrl, { ...toOneAlone, ...filled(content) }, means)]),
    (content) => client.chat.postMessage({ channel: by, ...filled(content), ...noPreviews }),
  ];
  for (const way of ways) {
    for (const content of [contentOf(message), plainContentOf(message)]) {
      try {
        await way(content);
        return;
      } catch (error) {
        const failure = sortSlackFailure(error);
        means.logger.warn({ code: failure.code }, 'a private word was not taken');
        if (failure.kind !== 'content-refused') break;
      }
    }
  }
  means.logger.error({ userId: by, channelId, text: message.text }, 'nobody could be told');
}

function filled({ text, blocks }: Content) {
  return blocks.length === 0 ? { text } : { text, blocks };
}
