import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv, type ErrorObject } from 'ajv';
import { parse } from 'yaml';
import { botScopes, leaveCommandName, leaveStepName } from '../src/messages/ids.ts';
import { redirectPath } from '../src/slack/installing/install-routes.ts';
import { eventsPath } from '../src/slack/wire/http-receiver.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const manifest = parse(read('../manifest.yml'));

function faultsOf(candidate: unknown): ErrorObject[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(read('fixtures/slack/manifest/slack-v1.schema.json')));
  return validate(candidate) ? [] : (validate.errors ?? []);
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

describe('manifest.workflow.yml', () => {
  const workflow = parse(read('../manifest.workflow.yml'));

  test('is valid against Slack’s own schema', () => {
    expect(faultsOf(workflow)).toEqual([]);
  });

  test('is the other manifest with the step, for one organisation', () => {
    const { functions, ...rest } = workflow;
    expect(Object.keys(functions)).toEqual([leaveStepName]);
    const { redirect_urls: _, ...oauth } = manifest.oauth_config;
    const { org_deploy_enabled: isOrgWide, function_runtime: runtime, ...settings } = rest.settings;
    expect({ isOrgWide, runtime }).toEqual({ isOrgWide: true, runtime: 'remote' });
    expect(settings.event_subscriptions.bot_events).toEqual([
      ...manifest.settings.event_subscriptions.bot_events,
      'function_executed',
    ]);
    expect(rest.features).toEqual(manifest.features);
    expect(rest.display_information).toEqual(manifest.display_information);
    expect(rest.oauth_config).toEqual(oauth);
  });
});
