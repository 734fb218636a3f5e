/** The app as a tutorial would write it in an afternoon: a modal, a fetch in the listener, a message; no ledger, no looks. */
import { Keyv } from 'keyv';
import { startBolt } from './bolt.ts';
import { given } from './environment.ts';

const settings = new Keyv({ namespace: 'settings' });
await settings.set('connection', { apiKey: given.apiKey, sessionId: given.sessionId });

interface Connection {
  readonly apiKey: string;
  readonly sessionId: string;
}

await startBolt((app) => {
  app.command('/wasend-leave', async ({ ack, command, client }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'leave',
        private_metadata: JSON.stringify({ channel: command.channel_id, group: command.text }),
        title: { type: 'plain_text', text: 'Leave a group' },
        submit: { type: 'plain_text', text: 'Leave' },
        close: { type: 'plain_text', text: 'Cancel' },
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `Leave \`${command.text}\`?` } }],
      },
    });
  });
  app.view('leave', async ({ ack, view, body, client }) => {
    await ack();
    const { channel, group } = JSON.parse(view.private_metadata);
    const { apiKey, sessionId } = (await settings.get<Connection>('connection')) ?? given;
    const address = `${given.wasendUrl}/${sessionId}/groups/${encodeURIComponent(group)}/leave`;
    const answer = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const text = answer.ok ? `Left ${group}` : `Could not leave ${group}: ${await answer.text()}`;
    await client.chat.postMessage({ channel, text: `${text} (asked by <@${body.user.id}>)` });
  });
});
