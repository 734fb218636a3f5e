import type { WebClient } from '@slack/web-api';
import type { ChannelId, UserId } from '../../leaving/ids.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import type { Services } from '../services.ts';
import { sortSlackFailure } from '../wire/slack-errors.ts';

/** Where a person can be told something that only they should see. */
export interface PrivatePlace {
  readonly by: UserId;
  readonly channelId: ChannelId;
  readonly responseUrl: string | null;
}

/** Tells one person alone: in the channel if the app is in it, else through `response_url`, else by direct message. */
export async function tellPrivately(
  place: PrivatePlace,
  message: PlainMessage,
  client: WebClient,
  services: Services,
): Promise<void> {
  const content = { text: message.text, ...(message.blocks ? { blocks: [...message.blocks] } : {}) };
  try {
    await client.chat.postEphemeral({ channel: place.channelId, user: place.by, ...content });
  } catch (error) {
    const failure = sortSlackFailure(error);
    if (place.responseUrl !== null && (await respondAt(place.responseUrl, content, services))) return;
    services.logger.warn(
      { failure },
      'a private word could not be said in the channel; trying a direct message',
    );
    await client.chat.postMessage({ channel: place.by, ...content });
  }
}

/** Posts to a command's `response_url`. False when Slack did not take it: used up, expired, or out of reach. */
export async function respondAt(
  responseUrl: string,
  body: object,
  { fetch }: Pick<Services, 'fetch'>,
): Promise<boolean> {
  try {
    const response = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
