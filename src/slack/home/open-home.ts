import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { UserId } from '../../leaving/ids.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import type { Services } from '../services.ts';
import { publishHome } from './publish-home.ts';

type HomeArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;

/** Somebody opened the app's Home tab; Slack tells the same of its Messages tab. */
export function homeOpened(services: Services) {
  return async ({ event, client, context }: HomeArgs): Promise<void> => {
    if (event.tab !== 'home') return;
    const viewer = { workspaceId: workspaceOf(context), by: UserId.parse(event.user) };
    await publishHome(viewer, client, services);
  };
}

/** **Look again**. */
export function homeRefresh(services: Services) {
  return async ({ ack, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const viewer = { workspaceId: workspaceOf(context), by: UserId.parse(body.user.id) };
    await publishHome(viewer, client, services);
  };
}
