import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { ButtonArgs } from '../listener.ts';
import { publishHome } from './publish-home.ts';
import { type HomeServices, viewerOf } from './viewer.ts';

type HomeArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;

/** Somebody opened the app's Home tab; Slack tells the same of its Messages tab. */
export function homeOpened(services: HomeServices) {
  return async ({ event, client, context }: HomeArgs): Promise<void> => {
    if (event.tab === 'home') await publishHome(viewerOf(context, event.user), client, services);
  };
}

/** **Look again**. */
export function homeRefresh(services: HomeServices) {
  return async ({ ack, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    await publishHome(viewerOf(context, body.user.id), client, services);
  };
}
