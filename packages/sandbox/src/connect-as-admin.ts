import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { eventually } from './eventually.ts';

interface Connecting {
  readonly user: string;
  readonly key: string;
  readonly sessionId: string;
  readonly auditChannel: string;
}

/** Connects a workspace to Wasend as its admin would: on the app's Home tab, form by form. */
export async function connectAsAdmin(
  { slack }: { readonly slack: SlackStandIn },
  { user, key, sessionId, auditChannel }: Connecting,
): Promise<void> {
  await slack.openHome({ user });
  const home = await eventually('the Home tab', () => slack.world.homeOf(user));
  await slack.pressInView({ user, viewId: home.id, actionId: 'home_connect' });
  const form = await eventually('the form for the key', () => openForm(slack, user, 'connect'));
  // On a machine under load the check of the key may take too long; then the app says to press again.
  const next = await eventually('the form for the number', async () => {
    if (openForm(slack, user, 'connect'))
      await slack.submitView({ user, viewId: form.id, values: { key: { key } } });
    return openForm(slack, user, 'connection');
  });
  const values = { session: { session: sessionId }, audit_channel: { audit_channel: auditChannel } };
  await slack.submitView({ user, viewId: next.id, values });
  await eventually('a connected Home tab', () =>
    JSON.stringify(slack.world.homeOf(user)?.content).includes('home_disconnect'),
  );
}

function openForm(slack: SlackStandIn, user: string, callbackId: string) {
  const view = slack.world.viewsOf(user).at(-1);
  return view?.content.callback_id === callbackId && view;
}
