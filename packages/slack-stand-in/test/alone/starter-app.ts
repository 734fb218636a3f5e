import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type bolt5 from '@slack/bolt';
import { quietLogger } from '../quiet-logger.ts';

type Bolt = typeof bolt5;

export interface StarterApp {
  /** Where it listens; null over Socket Mode. */
  readonly url: string | null;
  stop(): Promise<unknown>;
}

/**
 * An app as a newcomer writes it from a Bolt starter, with nothing of ours: a command opens a modal, the modal posts a
 * message with a button, the button is answered; a mention is answered in its thread; Home is published.
 */
export async function startStarterApp(
  bolt: Bolt,
  over: 'HTTP' | 'Socket Mode',
  env: Readonly<Record<string, string>>,
): Promise<StarterApp> {
  const { SLACK_API_URL = '', SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_APP_TOKEN = '' } = env;
  const app = new bolt.App({
    token: SLACK_BOT_TOKEN,
    signingSecret: SLACK_SIGNING_SECRET,
    clientOptions: { slackApiUrl: SLACK_API_URL },
    logger: quietLogger,
    ...(over === 'Socket Mode' ? { socketMode: true, appToken: SLACK_APP_TOKEN } : {}),
  });
  app.command('/sample-command', async ({ ack, client, command }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'sample_view',
        private_metadata: command.channel_id,
        title: { type: 'plain_text', text: 'Sample' },
        submit: { type: 'plain_text', text: 'Submit' },
        blocks: [
          {
            type: 'input',
            block_id: 'note',
            label: { type: 'plain_text', text: 'Note' },
            element: { type: 'plain_text_input', action_id: 'text' },
          },
        ],
      },
    });
  });
  app.view('sample_view', async ({ ack, client, view }) => {
    await ack();
    await client.chat.postMessage({
      channel: view.private_metadata,
      text: `Noted: ${view.state.values.note?.text?.value}`,
      blocks: [
        {
          type: 'section',
          text: { type: 'plain_text', text: `Noted: ${view.state.values.note?.text?.value}` },
        },
        {
          type: 'actions',
          block_id: 'buttons',
          elements: [{ type: 'button', action_id: 'thanks', text: { type: 'plain_text', text: 'Thanks' } }],
        },
      ],
    });
  });
  app.action('thanks', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'You are welcome.', response_type: 'ephemeral', replace_original: false });
  });
  app.shortcut('sample_shortcut', async ({ ack }) => {
    await ack();
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: 'You called?', thread_ts: event.ts });
  });
  app.event('app_home_opened', async ({ client, event }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Welcome' } }] },
    });
  });
  const started = await app.start(0);
  const url =
    over === 'HTTP' ? `http://127.0.0.1:${((started as Server).address() as AddressInfo).port}` : null;
  return { url, stop: () => app.stop() };
}
