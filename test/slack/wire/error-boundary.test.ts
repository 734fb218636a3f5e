import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { App, type HTTPReceiver } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { type SlackStandIn, startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { NotInstalled } from '../../../src/errors.ts';
import { fetchOver } from '../../../src/http/fetch-over.ts';
import { createNodeExchange } from '../../../src/http/node-exchange.ts';
import { createLogger } from '../../../src/logger.ts';
import { type InFlight, installErrorBoundary } from '../../../src/slack/wire/error-boundary.ts';
import { createHttpReceiver } from '../../../src/slack/wire/http-receiver.ts';
import { createSlackLogger } from '../../../src/slack/wire/slack-logger.ts';
import { interactiveOptions, patientClient } from '../../../src/slack/wire/web-clients.ts';

const codesOf = JSON.parse(
  readFileSync(new URL('../../fixtures/slack-error-codes.json', import.meta.url), 'utf8'),
) as Record<string, string[]>;

const admin = 'U0ADMIN';
const team = 'C0TEAM';
const form = {
  type: 'modal',
  callback_id: 'form',
  title: { type: 'plain_text', text: 'A form' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Send this.' } }],
} as const;
const withButton = [
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'act', text: { type: 'plain_text', text: 'Act' } }],
  },
] as const;

const fetch = fetchOver(createNodeExchange());

describe('the boundary round the listeners', () => {
  let slack: SlackStandIn;
  let server: Server;
  let inFlight: InFlight;
  let authorizeFault: Error | null = null;
  let listenerFault: Error = new Error('nobody foresaw this');
  const logLines: string[] = [];

  beforeEach(async () => {
    authorizeFault = null;
    listenerFault = new Error('nobody foresaw this');
    logLines.length = 0;
    slack = await startSlackStandIn({ signingSecret: 's' });
    const quiet = createSlackLogger(createLogger({ level: 'silent', secrets: [] }));
    const receiver: HTTPReceiver = createHttpReceiver('s', quiet);
    const app = new App({
      receiver,
      authorize: async () => {
        if (authorizeFault !== null) throw authorizeFault;
        return { botToken: 'xoxb-stand-in-1', botId: 'B0APP', botUserId: 'U0BOT', teamId: 'T0AGENCY' };
      },
      clientOptions: interactiveOptions({ apiUrl: slack.apiUrl, fetch, logger: quiet }),
      logger: quiet,
      convoStore: false,
      extendedErrorHandler: true,
    });
    const destination = { write: (line: string) => void logLines.push(line) };
    inFlight = installErrorBoundary(app, {
      fetch,
      logger: createLogger({ level: 'info', secrets: [], destination }),
      newReference: () => 'ws-0123456789',
    });
    app.command('/wasend-leave', async ({ ack, client, command }) => {
      await ack();
      if (command.text === 'open')
        await client.views.open({ trigger_id: command.trigger_id, view: form as never });
      else throw listenerFault;
    });
    app.view('form', () => Promise.reject(listenerFault));
    app.action('act', async ({ ack }) => {
      await ack();
      throw listenerFault;
    });
    app.event('app_home_opened', () => Promise.reject(listenerFault));
    server = createServer((request, response) => receiver.requestListener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await slack.close();
  });

  /** Slack hears at once; whoever waits is told a little later. */
  const andTold = async <Result>(act: Promise<Result>): Promise<Result> => {
    const result = await act;
    await inFlight.settled();
    return result;
  };
  const type = (text: string) => andTold(slack.typeCommand({ user: admin, channel: team, text }));
  const privateWords = () => slack.world.ephemeralsFor(admin).map(({ text }) => text);
  const view = () => slack.world.viewsOf(admin).at(-1);
  const shown = () => JSON.stringify(view()?.content);
  const direct = () => slack.world.messagesIn('D0ADMIN').map(({ text }) => text);
  const send = () => andTold(slack.submitView({ user: admin, viewId: view()?.id ?? '' }));
  const openHome = () => andTold(slack.openHome({ user: admin }));
  const reference = expect.stringContaining('ws-0123456789');

  const pressAct = async (): Promise<void> => {
    const logger = createSlackLogger(createLogger({ level: 'silent', secrets: [] }));
    const client = patientClient('xoxb-stand-in-1', { apiUrl: slack.apiUrl, fetch, logger });
    const card = await client.chat.postMessage({
      channel: team,
      text: 'A card',
      blocks: [...withButton] as never,
    });
    await andTold(slack.press({ user: admin, channel: team, ts: card.ts ?? '', actionId: 'act' }));
  };

  test('a form that could not be authorised says so itself, and never closes as if it had been accepted', async () => {
    await type('open');
    authorizeFault = new NotInstalled();
    const [delivery] = await send();
    expect(delivery?.status).toBe(200);
    expect(shown()).toContain('not installed for this workspace');
    expect(shown()).toContain('ws-0123456789');
  });

  test('a form that a broken store could not authorise does not say that the app is not installed', async () => {
    await type('open');
    authorizeFault = new Error('the store is gone');
    await send();
    expect(shown()).toContain('Something went wrong');
    expect(shown()).not.toContain('not installed');
    expect(logLines.join('')).toContain('the store is gone');
  });

  test('a form whose listener breaks says so itself', async () => {
    await type('open');
    await send();
    expect(shown()).toContain('ws-0123456789');
    expect(logLines.join('')).toContain('nobody foresaw this');
  });

  test('a command and a button are answered alone, and take nothing away', async () => {
    await type('break');
    await pressAct();
    expect(privateWords()).toEqual([reference, reference]);
    for (const { args } of slack.journal.filter(({ method }) => method === 'response_url'))
      expect(args).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(slack.world.messagesIn(team).map(({ text }) => text)).toEqual(['A card']);
  });

  test('a command and a button that could not be authorised are answered too', async () => {
    authorizeFault = new NotInstalled();
    const delivery = await type('break');
    await pressAct();
    expect(delivery.status).toBe(200);
    expect(privateWords()).toEqual([reference, reference]);
  });

  test('an expired trigger gets the words for it, from a command and from a button', async () => {
    listenerFault = new WebAPIPlatformError({ ok: false, error: 'expired_trigger_id' });
    await type('break');
    await pressAct();
    expect(privateWords()).toEqual([
      expect.stringContaining('Type the command again.'),
      expect.stringContaining('Press the button again.'),
    ]);
    expect(logLines.some((line) => line.includes('"level":"error"'))).toBe(false);
  });

  test.each(['views.open', 'views.update', 'views.push', 'views.publish'])(
    'at each of Slack’s codes to %s the person is told',
    async (method) => {
      const codes = [...(codesOf[method] ?? []), ...(codesOf.every ?? [])];
      const untold: string[] = [];
      for (const error of codes) {
        const before = privateWords().length;
        slack.knobs.failNext(method, { error });
        await type(method);
        if (privateWords().length === before) untold.push(error);
      }
      expect(untold).toEqual([]);
    },
    120_000,
  );

  test('a Home tab that breaks says so itself', async () => {
    await openHome();
    expect(JSON.stringify(slack.world.homeOf(admin))).toContain('ws-0123456789');
  });

  test('whoever cannot be answered where they are is told directly', async () => {
    slack.knobs.failNext('response_url', { status: 404 });
    await type('break');
    expect(direct()).toEqual([reference]);
    slack.knobs.failNext('views.publish', { error: 'not_enabled' });
    await openHome();
    expect(direct()).toHaveLength(2);
  });

  test('that nobody could be told stands in the log', async () => {
    slack.knobs.failNext('response_url', { status: 404 });
    slack.knobs.failNext('chat.postMessage', { error: 'messages_tab_disabled' });
    await type('break');
    expect(logLines.filter((line) => line.includes('nobody could be told'))).toHaveLength(1);
  });

  test('a Home tab that could not be authorised is in the log: nobody has the right to tell', async () => {
    authorizeFault = new NotInstalled();
    await openHome();
    expect(logLines.join('')).toContain('nobody could be told');
  });
});
