import bolt, { type Receiver } from '@slack/bolt';
import { quietLogger } from './quiet-logger.ts';
import { noteModal } from './stand-in-bench.ts';

// Bolt is CommonJS: its names come with the default import.
const { App } = bolt;

/** A real Bolt app: the command opens a modal, its submission is posted with a button, and the button edits the message. */
export function createNoteApp(receiver: Receiver, slackApiUrl: string): InstanceType<typeof App> {
  const app = new App({
    receiver,
    token: 'xoxb-stand-in-1',
    clientOptions: { slackApiUrl, retryConfig: { retries: 0 } },
    logger: quietLogger,
    convoStore: false,
  });
  app.command('/wasend-leave', async ({ ack, client, command }) => {
    await ack();
    const view = noteModal({ private_metadata: command.channel_id }) as unknown as Parameters<
      typeof client.views.open
    >[0]['view'];
    await client.views.open({ trigger_id: command.trigger_id, view });
  });
  app.view('note', async ({ ack, client, view, body }) => {
    const text = view.state.values.note?.text?.value ?? '';
    if (text === 'wrong') return ack({ response_action: 'errors', errors: { note: 'Not this one' } });
    await ack();
    const button = { type: 'button', action_id: 'undo', text: { type: 'plain_text', text: 'Undo' } } as const;
    await client.chat.postMessage({
      channel: view.private_metadata,
      text: `<@${body.user.id}> noted: ${text}`,
      blocks: [
        { type: 'section', text: { type: 'plain_text', text } },
        { type: 'actions', elements: [button] },
      ],
    });
  });
  app.action('undo', async ({ ack, client, body, respond }) => {
    await ack();
    const { channel, message } = body as { channel?: { id?: string }; message?: { ts?: string } };
    await client.chat.update({
      channel: channel?.id ?? '',
      ts: message?.ts ?? '',
      text: 'undone',
      blocks: [],
    });
    await respond({ text: 'It is undone.' });
  });
  app.event('app_home_opened', async ({ client, event }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    });
  });
  return app;
}
