import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import bolt from '@slack/bolt';
import { type SlackStandIn, startSlackStandIn } from '../src/slack-stand-in.ts';
import { eventually } from './eventually.ts';
import { createNoteApp } from './note-app.ts';
import { quietLogger } from './quiet-logger.ts';

describe('a real Bolt app over HTTP', () => {
  let slack: SlackStandIn;
  let app: ReturnType<typeof createNoteApp>;
  beforeEach(async () => {
    const signingSecret = 'a-signing-secret';
    const at = Date.now();
    slack = await startSlackStandIn({ signingSecret, now: () => at, ackTimeoutMs: 30_000 });
    app = createNoteApp(new bolt.HTTPReceiver({ signingSecret, port: 0, logger: quietLogger }), slack.apiUrl);
    const server = (await app.start(0)) as Server;
    slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  });
  afterEach(async () => {
    await app.stop();
    await slack.close();
  });
  const openModal = async () => {
    await slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    return eventually(() => slack.world.viewsOf('U0MEMBER')[0]?.id);
  };

  test('a command opens a modal, the submission posts a message, the button edits it', async () => {
    const viewId = await openModal();
    const [submitted] = await slack.submitView({
      user: 'U0MEMBER',
      viewId,
      values: { note: { text: 'Bye <!channel>' } },
    });
    expect(submitted).toMatchObject({ status: 200, body: '' });
    expect(slack.world.viewsOf('U0MEMBER')).toEqual([]);
    const { ts } = await eventually(() => slack.world.messagesIn('C0TEAM')[0]);
    await slack.press({ user: 'U0ADMIN', channel: 'C0TEAM', ts, actionId: 'undo' });
    await eventually(() => slack.world.ephemeralsFor('U0ADMIN')[0]);
    expect(slack.world.messagesIn('C0TEAM')).toMatchObject([
      { text: 'undone', edits: [{ before: { text: '<@U0MEMBER> noted: Bye <!channel>' } }] },
    ]);
    expect(slack.journal.map(({ method }) => method)).toEqual([
      'auth.test',
      'views.open',
      'chat.postMessage',
      'chat.update',
      'response_url',
    ]);
    expect(slack.problems).toMatchObject([{ message: 'live broadcast in a text: <!channel>' }]);
  });

  test('errors of a submission come back to the modal', async () => {
    const viewId = await openModal();
    await slack.submitView({ user: 'U0MEMBER', viewId, values: { note: { text: 'wrong' } } });
    expect(slack.world.viewsOf('U0MEMBER')).toMatchObject([{ errors: { note: 'Not this one' } }]);
  });

  test('an opened Home is published', async () => {
    await slack.openHome({ user: 'U0MEMBER' });
    expect(await eventually(() => slack.world.homeOf('U0MEMBER'))).toMatchObject({ type: 'home' });
    expect(slack.problems).toEqual([]);
  });

  test('Bolt refuses what is not signed, signed over another body, or older than five minutes', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const fiveMinutesAgo = Math.floor(Date.now() / 1000) - 301;
    const statuses = [
      await slack.raw('command=%2Fwasend-leave', form),
      await slack.raw('command=%2Fother', { ...form, ...slack.sign('command=%2Fwasend-leave') }),
      await slack.raw('command=%2Fx', { ...form, ...slack.sign('command=%2Fx', fiveMinutesAgo) }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401]);
  });
});
