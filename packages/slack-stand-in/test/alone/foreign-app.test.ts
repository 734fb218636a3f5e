import { afterEach, describe, expect, test } from '@jest/globals';
import bolt5 from '@slack/bolt';
import bolt4 from 'bolt-4';
import { readManifest } from '../../src/alone/manifest.ts';
import { type Alone, startAlone } from '../../src/alone/start-alone.ts';
import { eventually } from '../eventually.ts';
import { type StarterApp, startStarterApp } from './starter-app.ts';

const manifestYaml = (isSocketMode: boolean) => `
display_information:
  name: Starter
features:
  app_home:
    home_tab_enabled: true
    messages_tab_enabled: true
  bot_user:
    display_name: Starter
  shortcuts:
    - { name: Sample, type: global, callback_id: sample_shortcut }
  slash_commands:
    - { command: /sample-command, description: Runs a sample, url: 'https://example.com/slack/events' }
oauth_config:
  scopes:
    bot: [commands, chat:write, app_mentions:read, channels:history]
settings:
  event_subscriptions:
    request_url: https://example.com/slack/events
    bot_events: [app_home_opened, app_mention]
  interactivity:
    is_enabled: true
    request_url: https://example.com/slack/events
  socket_mode_enabled: ${isSocketMode}
`;

const majors = [
  ['Bolt 5', bolt5],
  // Its types are of another major of every package; what the starter uses is the same in both.
  ['Bolt 4', bolt4 as unknown as typeof bolt5],
] as const;
const cases = majors.flatMap(([name, bolt]) =>
  (['HTTP', 'Socket Mode'] as const).map((over) => ({ name, bolt, over })),
);

describe('an app of somebody else, on a Slack made from its manifest and driven over HTTP', () => {
  let alone: Alone;
  let app: StarterApp;
  afterEach(async () => {
    await app.stop();
    await alone.slack.close();
  });

  const read = async (path: string) =>
    (await fetch(alone.pageUrl + path)).json() as Promise<Record<string, unknown>>;
  const act = async (name: string, body: object) => {
    const response = await fetch(alone.pageUrl + name, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const seen = async () =>
    (await read('messages?channel=%23general&user=mei')).messages as Record<string, unknown>[];
  const eventuallySeen = async (count: number) => {
    await eventually(
      () =>
        alone.slack.world.messagesIn('C0GENERAL').length + alone.slack.world.ephemeralsFor('U0MEI').length >=
        count,
    );
    return seen();
  };

  test.each(cases)(
    '$name over $over: command, modal, message, button, mention, Home, shortcut',
    async ({ bolt, over }) => {
      const manifest = readManifest(manifestYaml(over === 'Socket Mode'));
      if ('faults' in manifest) throw new Error(manifest.faults.join());
      // Slack's three seconds are not the matter here, and a busy machine may need them.
      const at = Date.now();
      alone = await startAlone({ ...manifest, now: () => at, ackTimeoutMs: 30_000 });
      app = await startStarterApp(bolt, over, alone.env);
      if (app.url !== null) alone.slack.deliverTo(`${app.url}/slack/events`);
      else await eventually(() => alone.slack.socketMode.connectionCount() === 1);

      const command = { user: 'mei', channel: '#general', command: '/sample-command' };
      expect(await act('command', command)).toMatchObject({ ok: true, deliveries: [{ status: 200 }] });
      const { id: viewId } = await eventually(() => alone.slack.world.viewsOf('U0MEI')[0]);
      expect(await read('views?user=mei')).toMatchObject({
        views: [
          { id: viewId, callback_id: 'sample_view', usable: [{ block_id: 'note', action_id: 'text' }] },
        ],
      });
      expect(
        await act('submit', { user: 'mei', viewId, values: { note: { text: 'buy milk' } } }),
      ).toMatchObject({ ok: true });
      const [noted] = await eventuallySeen(1);
      expect(noted).toMatchObject({
        text: 'Noted: buy milk',
        usable: [{ action_id: 'thanks', type: 'button' }],
      });
      expect(
        await act('press', { user: 'mei', channel: '#general', ts: noted?.ts, actionId: 'thanks' }),
      ).toMatchObject({ ok: true });
      expect((await eventuallySeen(2)).at(-1)).toMatchObject({
        text: 'You are welcome.',
        only_for_you: true,
      });

      const mention = await act('say', { user: 'mei', channel: 'general', text: '<@U0APP> hello' });
      expect(mention).toMatchObject({ ok: true, deliveries: [{ status: 200 }] });
      expect((await eventuallySeen(4)).at(-1)).toMatchObject({ text: 'You called?', thread_ts: mention.ts });
      expect(await act('home', { user: 'mei' })).toMatchObject({ ok: true });
      await eventually(() => alone.slack.world.homeOf('U0MEI'));
      expect(await act('shortcut', { user: 'mei', callbackId: 'sample_shortcut' })).toMatchObject({
        ok: true,
      });
      expect(await read('problems')).toEqual({ ok: true, problems: [], notes: [] });
    },
  );
});
