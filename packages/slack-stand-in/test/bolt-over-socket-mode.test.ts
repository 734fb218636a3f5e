import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import bolt from '@slack/bolt';
import { type SlackStandIn, startSlackStandIn } from '../src/slack-stand-in.ts';
import { eventually } from './eventually.ts';
import { createNoteApp } from './note-app.ts';
import { quietLogger } from './quiet-logger.ts';

describe('a real Bolt app over Socket Mode', () => {
  let slack: SlackStandIn;
  const apps: ReturnType<typeof createNoteApp>[] = [];
  // The client's patience with a pong is also its wait before each reconnect: long, but where reconnecting is the matter.
  const startApp = async (clientPingTimeout = 30_000) => {
    const receiver = new bolt.SocketModeReceiver({
      appToken: 'xapp-stand-in-1',
      clientPingTimeout,
      logger: quietLogger,
      installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    });
    const app = createNoteApp(receiver, slack.apiUrl);
    apps.push(app);
    await app.start();
    return app;
  };
  const openModal = async () => {
    const delivery = await slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    expect(delivery).toMatchObject({ via: 'socket', status: 200, body: '' });
    return eventually(() => slack.world.viewsOf('U0MEMBER')[0]?.id);
  };
  beforeEach(async () => {
    const at = Date.now();
    slack = await startSlackStandIn({
      signingSecret: 'a-signing-secret',
      now: () => at,
      ackTimeoutMs: 30_000,
    });
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.stop();
    await slack.close();
  });

  test('a command opens a modal, the submission posts a message', async () => {
    await startApp();
    const viewId = await openModal();
    await slack.submitView({ user: 'U0MEMBER', viewId, values: { note: { text: 'x'.repeat(2900) } } });
    const message = await eventually(() => slack.world.messagesIn('C0TEAM')[0]);
    expect(message.text).toBe(`<@U0MEMBER> noted: ${'x'.repeat(2900)}`);
    expect(slack.world.viewsOf('U0MEMBER')).toEqual([]);
    expect(slack.problems).toEqual([]);
  });

  test('errors of a submission come back in the ack', async () => {
    await startApp();
    const viewId = await openModal();
    await slack.submitView({ user: 'U0MEMBER', viewId, values: { note: { text: 'wrong' } } });
    expect(slack.world.viewsOf('U0MEMBER')).toMatchObject([{ errors: { note: 'Not this one' } }]);
  });

  test.each(['refresh_requested', 'link_disabled'] as const)(
    'after %s the client comes back',
    async (reason) => {
      await startApp(500);
      const opened = () => slack.journal.filter(({ method }) => method === 'apps.connections.open').length;
      slack.socketMode.disconnect(reason);
      await eventually(() => opened() >= 2 && slack.socketMode.connectionCount() === 1);
      await openModal();
    },
  );

  test('after a cut without a word the client comes back, even when Slack refuses the first new connection', async () => {
    await startApp(500);
    slack.knobs.failNext('apps.connections.open', { error: 'internal_error' });
    slack.socketMode.dropConnections();
    await eventually(() => slack.socketMode.connectionCount() === 1);
    await openModal();
  });

  test('with two connections each payload goes to one of them', async () => {
    await startApp();
    await startApp();
    await eventually(() => slack.socketMode.connectionCount() === 2);
    for (let count = 0; count < 4; count += 1) await openModal();
    await eventually(() => slack.journal.filter(({ method }) => method === 'views.open').length === 4);
    expect(slack.journal.filter(({ answer }) => !(answer as { ok: boolean }).ok)).toEqual([]);
  });

  test('a duplicated envelope reaches the app twice', async () => {
    await startApp();
    slack.socketMode.duplicateNext();
    await slack.openHome({ user: 'U0MEMBER' });
    await eventually(() => slack.journal.filter(({ method }) => method === 'views.publish').length === 2);
  });

  test('a connection address opens one connection, and an invented one opens none', async () => {
    await startApp();
    const url = String(slack.journal.map(({ answer }) => (answer as { url?: string }).url).find(Boolean));
    for (const address of [url, url.replace(/ticket=[^&]*/u, 'ticket=invented')]) {
      const socket = new WebSocket(address);
      await new Promise<void>((resolve) => {
        socket.addEventListener('error', () => resolve());
      });
    }
    expect(slack.socketMode.connectionCount()).toBe(1);
  });
});
