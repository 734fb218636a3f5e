import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv, type ErrorObject } from 'ajv';
import { parse, stringify } from 'yaml';
import { parseLeaveCommand } from '../src/leaving/typed/leave-command-text.ts';
import { botName, botScopes, leaveCommandName, leaveStepName, optionalScopes } from '../src/messages/ids.ts';
import { redirectPath } from '../src/slack/installing/install-routes.ts';
import { eventsPath } from '../src/slack/wire/http-receiver.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const manifest = parse(read('../manifest.yml'));

function faultsOf(candidate: unknown): ErrorObject[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(read('fixtures/slack/manifest/slack-v1.schema.json')));
  return validate(candidate) ? [] : (validate.errors ?? []);
}

function without(whole: object, key: string): object {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key));
}

describe('manifest.yml', () => {
  test('is valid against Slack’s own schema', () => {
    expect(faultsOf(manifest)).toEqual([]);
  });

  test('the schema tells Slack’s own invalid sample from its valid one', () => {
    expect(faultsOf(JSON.parse(read('fixtures/slack/manifest/samples/v1.invalid.json')))).not.toEqual([]);
    expect(faultsOf(JSON.parse(read('fixtures/slack/manifest/samples/v1.valid.json')))).toEqual([]);
  });

  test('names the command the listeners answer to, with ids escaped by Slack', () => {
    const commands = manifest.features.slash_commands;
    expect(commands.map((command: { command: string }) => command.command)).toEqual([leaveCommandName]);
    expect(commands[0].should_escape).toBe(true);
  });

  test('calls the app’s user by the name the texts fall back to', () => {
    expect(manifest.features.bot_user.display_name).toBe(botName);
  });

  test('sends everything to the one address that is served', () => {
    expect(new URL(manifest.features.slash_commands[0].url).pathname).toBe(eventsPath);
    expect(new URL(manifest.settings.interactivity.request_url).pathname).toBe(eventsPath);
  });

  test('comes back from a consent to the page that is served, and asks for the scopes the installer asks for', () => {
    expect(manifest.oauth_config.redirect_urls.map((url: string) => new URL(url).pathname)).toEqual([
      redirectPath,
    ]);
    expect(manifest.oauth_config.scopes.bot).toEqual(botScopes);
  });

  test('leaves to who installs it what the app can do without', () => {
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect(optional).toEqual(optionalScopes);
    // Slack takes an optional scope only where it is among the others too.
    expect(bot).toEqual(expect.arrayContaining(optional));
  });

  test('offers what the command understands: names, ids and links, and every word of its own', () => {
    const [{ usage_hint: hint }] = manifest.features.slash_commands;
    expect(hint).toMatch(/name/);
    for (const text of ['status', 'history', 'stop all', 'help']) {
      expect(parseLeaveCommand(text).kind).not.toBe('groups');
      expect(hint).toContain(text);
    }
  });

  test('speaks in the words of people', () => {
    const { description, long_description: long } = manifest.display_information;
    expect(`${description} ${long}`).not.toMatch(/standing|session|lane|ledger|settled/i);
  });

  test('may be installed for a whole organisation, as the app can be', () => {
    expect(manifest.settings.org_deploy_enabled).toBe(true);
  });

  test('subscribes to the events that are listened to, at the one address', () => {
    const listened = readFileSync(new URL('../src/slack/register.ts', import.meta.url), 'utf8').matchAll(
      /app\.event\('(\w+)'/g,
    );
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([...listened].map(([, name]) => name));
    expect(new URL(manifest.settings.event_subscriptions.request_url).pathname).toBe(eventsPath);
  });

  test('asks for no scope the README does not give a reason for', () => {
    const readme = read('../README.md');
    for (const scope of manifest.oauth_config.scopes.bot) expect(readme).toContain(`| \`${scope}\` |`);
  });
});

describe('manifest.socket.yml', () => {
  const socket = parse(read('../manifest.socket.yml'));

  test('is valid against Slack’s own schema, and names no address', () => {
    expect(faultsOf(socket)).toEqual([]);
    expect(JSON.stringify(socket)).not.toMatch(/https?:/);
  });

  test('is the other manifest over a socket', () => {
    const { slash_commands: commands, ...features } = socket.features;
    const [{ url: _, ...command }] = manifest.features.slash_commands;
    expect(commands).toEqual([command]);
    expect(features).toEqual(without(manifest.features, 'slash_commands'));
    expect(socket.display_information).toEqual(manifest.display_information);
    expect(socket.oauth_config).toEqual(without(manifest.oauth_config, 'redirect_urls'));
    expect(socket.settings).toEqual({
      ...manifest.settings,
      event_subscriptions: without(manifest.settings.event_subscriptions, 'request_url'),
      interactivity: without(manifest.settings.interactivity, 'request_url'),
      socket_mode_enabled: true,
    });
  });
});

describe('manifest.workflow.yml', () => {
  const workflow = parse(read('../manifest.workflow.yml'));

  test('is valid against Slack’s own schema', () => {
    expect(faultsOf(workflow)).toEqual([]);
  });

  test('is the other manifest with the step, for one organisation', () => {
    const { functions, ...rest } = workflow;
    expect(Object.keys(functions)).toEqual([leaveStepName]);
    const { redirect_urls: _, ...oauth } = manifest.oauth_config;
    const { function_runtime: runtime, ...settings } = rest.settings;
    expect(runtime).toBe('remote');
    expect(settings.org_deploy_enabled).toBe(true);
    expect(settings.event_subscriptions.bot_events).toEqual([
      ...manifest.settings.event_subscriptions.bot_events,
      'function_executed',
    ]);
    expect(rest.features).toEqual(manifest.features);
    expect(rest.display_information).toEqual(manifest.display_information);
    expect(rest.oauth_config).toEqual(oauth);
  });
});

/** Slack opens its form with this manifest in it. https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests */
function creatingWith(path: string): string {
  const manifest = stringify(parse(read(`../${path}`)), { lineWidth: 0 });
  // Brackets and quotes would end a link in Markdown.
  const encoded = encodeURIComponent(manifest).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `https://api.slack.com/apps?new_app=1&manifest_yaml=${encoded}`;
}

/** After a change of a manifest on purpose: `UPDATE_GOLDEN=1 npm run jest -- test/manifest`. */
describe('README.md creates the app at one press', () => {
  test.each([
    ['create-over-http', 'manifest.yml'],
    ['create-over-a-socket', 'manifest.socket.yml'],
  ])('[%s] is %s as it now stands', (name, path) => {
    const link = new RegExp(`^\\[${name}\\]: .*$`, 'm');
    const expected = `[${name}]: ${creatingWith(path)}`;
    const readme = read('../README.md');
    if (process.env.UPDATE_GOLDEN === '1')
      writeFileSync(new URL('../README.md', import.meta.url), readme.replace(link, expected));
    const found = link.exec(read('../README.md'))?.[0] ?? '';
    expect(found).toBe(expected);
    expect(found).toMatch(/^\[[\w-]+\]: [\w:/.?&=%~-]+$/);
    const query = new URL(found.slice(found.indexOf('https:'))).searchParams;
    expect(parse(query.get('manifest_yaml') ?? '')).toEqual(parse(read(`../${path}`)));
    expect(readme).toContain(`][${name}]`);
  });
});
