import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bareManifest, readManifest } from '../../src/alone/manifest.ts';
import { escapeMentions } from '../../src/alone/names.ts';
import { requestUrls } from '../../src/alone/request-urls.ts';
import { type Alone, startAlone } from '../../src/alone/start-alone.ts';
import { type PlainApp, startPlainApp } from '../plain-app.ts';

describe('the control API', () => {
  let alone: Alone;
  let app: PlainApp;
  beforeEach(async () => {
    app = await startPlainApp();
    alone = await startAlone({});
    alone.slack.deliverTo(app.url);
  });
  afterEach(async () => {
    await alone.slack.close();
    await app.close();
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(alone.pageUrl + path, init);
    return { status: response.status, text: await response.text() };
  };
  const act = (name: string, body: unknown, type = 'application/json') =>
    ask(name, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const command = { user: 'mei', channel: '#general', command: '/x' };

  test('serves a page and what it needs', async () => {
    expect((await ask('')).text).toContain('<script type="module" src="page.js">');
    expect((await ask('page.js')).text).toContain('read(');
    expect(JSON.parse((await ask('world')).text)).toMatchObject({
      app: { name: 'My app' },
      workspaces: [{ id: 'T0STANDIN' }],
    });
  });

  test.each<[string, string, unknown, string, number, string]>([
    ['an act there is not', 'dance', {}, 'application/json', 404, 'there is command'],
    ['what another page could send', 'say', '{}', 'text/plain', 415, 'send JSON'],
    ['broken JSON', 'say', '{', 'application/json', 400, 'invalid_json'],
    [
      'somebody who is not there',
      'command',
      { ...command, user: 'zoe' },
      'application/json',
      400,
      'there are ada',
    ],
    ['a body that lacks something', 'command', { user: 'mei' }, 'application/json', 400, 'channel'],
    [
      'a button that is not there',
      'press',
      { user: 'mei', channel: '#general', ts: '1.2', actionId: 'a' },
      'application/json',
      400,
      'sees no message',
    ],
  ])('%s is refused in a sentence', async (_, name, body, type, status, words) => {
    expect(await act(name, body, type)).toEqual({ status, text: expect.stringContaining(words) });
  });

  test('an app that does not answer properly is a problem; one that is not there is not', async () => {
    app.answer = () => ({ status: 500 });
    expect(JSON.parse((await act('command', command)).text)).toMatchObject({
      ok: false,
      deliveries: [{ status: 500 }],
    });
    expect(alone.slack.problems).toMatchObject([
      { method: 'command', message: 'the app answered with status 500' },
    ]);
    await app.close();
    expect(JSON.parse((await act('command', command)).text)).toMatchObject({
      ok: false,
      deliveries: [{ connectionFailure: 'ECONNREFUSED' }],
    });
    expect(alone.slack.problems).toHaveLength(1);
  });

  test('trouble can be ordered and taken back', async () => {
    const authTest = async () => (await fetch(`${alone.slack.apiUrl}auth.test?token=xoxb-stand-in`)).json();
    await act('fail', { method: 'auth.test', error: 'account_inactive', always: true });
    expect(await authTest()).toEqual({ ok: false, error: 'account_inactive' });
    await act('heal', { method: 'auth.test' });
    expect(await authTest()).toMatchObject({ ok: true });
    expect(JSON.parse((await ask('calls')).text).calls).toHaveLength(2);
    expect((await ask('calls')).text).not.toContain('xoxb');
  });

  test('mentions are escaped as should_escape says', () => {
    const { world } = alone.slack;
    expect(escapeMentions(world, 'ask @ada in #general, not a@b or @zoe')).toBe(
      'ask <@U0ADA|ada> in <#C0GENERAL|general>, not a@b or @zoe',
    );
  });
});

const samples = fileURLToPath(new URL('../../../../test/fixtures/slack/manifest/samples/', import.meta.url));

describe('a manifest', () => {
  test.each(readdirSync(samples).filter((name) => !name.includes('invalid')))(
    "of Slack's own: %s",
    (name) => {
      expect(readManifest(readFileSync(samples + name, 'utf8'))).toHaveProperty('manifest');
    },
  );

  test('in JSON is as good as in YAML', () => {
    const json = readManifest('{"display_information":{"name":"A"},"settings":{"socket_mode_enabled":true}}');
    expect(json).toEqual(
      readManifest('display_information: { name: A }\nsettings: { socket_mode_enabled: true }'),
    );
  });

  test.each([
    '',
    '[',
    'name: A',
    '{"display_information":{"name":"A"},"features":{"slash_commands":[{"command":"x"}]}}',
  ])('%j is none, and it is said why', (text) => {
    expect(readManifest(text)).toEqual({ faults: [expect.stringMatching(/^[\w. ]+: /u)] });
  });

  test('sends each payload to its request URL, on this machine', () => {
    const { manifest } = readManifest(
      JSON.stringify({
        display_information: { name: 'A' },
        features: {
          slash_commands: [{ command: '/a', url: 'https://x.example/commands?v=1' }, { command: '/b' }],
        },
        settings: {
          event_subscriptions: { request_url: 'http://localhost:5000/events' },
          interactivity: {
            request_url: 'https://x.example/act',
            message_menu_options_url: 'https://x.example/options',
          },
        },
      }),
    ) as { manifest: typeof bareManifest };
    const at = requestUrls(manifest);
    const elsewhere = requestUrls(manifest, 'http://127.0.0.1:9000/base/');
    const to = (url: typeof at) => [
      url({ type: 'events_api', payload: {} }),
      url({ type: 'slash_commands', payload: { command: '/a' } }),
      url({ type: 'slash_commands', payload: { command: '/b' } }),
      url({ type: 'interactive', payload: { type: 'block_actions' } }),
      url({ type: 'interactive', payload: { type: 'block_suggestion' } }),
    ];
    expect(to(at)).toEqual([
      'http://localhost:5000/events',
      'http://localhost:3000/commands?v=1',
      'http://localhost:5000/events',
      'http://localhost:3000/act',
      'http://localhost:3000/options',
    ]);
    expect(to(elsewhere)).toEqual([
      'http://127.0.0.1:9000/base/events',
      'http://127.0.0.1:9000/base/commands?v=1',
      'http://127.0.0.1:9000/base/events',
      'http://127.0.0.1:9000/base/act',
      'http://127.0.0.1:9000/base/options',
    ]);
    expect(requestUrls(bareManifest)({ type: 'events_api', payload: {} })).toBe(
      'http://localhost:3000/slack/events',
    );
  });
});
