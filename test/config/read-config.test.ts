import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/read-config.ts';

const key = createHash('sha256').update('config').digest('base64');
const signingSecret = '0123456789abcdef0123456789abcdef';
const enough = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: signingSecret, ENCRYPTION_KEY: key };

const faultsOf = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return String((error as Error).message).split('\n');
  }
};

describe('readConfig', () => {
  test('the documented defaults', () => {
    expect(readConfig(enough)).toMatchObject({
      host: '0.0.0.0',
      port: 3000,
      slack: {
        appToken: null,
        apiUrl: 'https://slack.com/api/',
        identity: { kind: 'one-workspace', botToken: 'xoxb-1' },
      },
      wasend: { baseUrl: 'https://api.wasend.dev', first: null },
      pace: { limit: 10, windowMs: 60_000 },
      rules: { gapSeconds: { from: 20, to: 45 }, holdSeconds: 5, leavers: 'admins' },
      workflowStep: false,
      storeUrl: 'sqlite:data/wasend.db',
      logLevel: 'info',
    });
  });

  test('every fault at once, each with its remedy', () => {
    const faults = faultsOf({
      PORT: 'many',
      WASEND_RATE: '10 a minute',
      LEAVERS: 'bob',
      WASEND_API_KEY: 'wk_1',
    });
    expect(faults.map((fault) => fault.split(' ', 1)[0])).toEqual(
      expect.arrayContaining([
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
        'ENCRYPTION_KEY',
        'PORT',
        'WASEND_RATE',
        'LEAVERS',
        'WASEND_SESSION_ID',
      ]),
    );
    for (const fault of faults) expect(fault).toMatch(/Copy|Make|Set|must be|must begin/);
  });

  test('a fault never repeats the secret it found', () => {
    const faults = faultsOf({ ...enough, SLACK_BOT_TOKEN: 'secret-token', ENCRYPTION_KEY: 'secret-key' });
    expect(faults.join('\n')).not.toMatch(/secret-token|secret-key/);
    expect(faults).toHaveLength(2);
  });

  const many = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 's'.repeat(32),
    PUBLIC_URL: 'https://app.example.com',
    SLACK_SIGNING_SECRET: signingSecret,
    ENCRYPTION_KEY: key,
  };

  test('many workspaces need the client and everything that goes with it', () => {
    expect(readConfig(many).slack.identity).toMatchObject({
      kind: 'oauth',
      publicUrl: 'https://app.example.com',
    });
    const { PUBLIC_URL: _, SLACK_STATE_SECRET: __, ...less } = many;
    expect(faultsOf(less).map((fault) => fault.split(' ', 1)[0])).toEqual([
      'SLACK_STATE_SECRET',
      'PUBLIC_URL',
    ]);
    expect(faultsOf({ ...many, SLACK_STATE_SECRET: 'short' })).toEqual([
      expect.stringContaining('at least 32 characters'),
    ]);
  });

  test('one workspace or many, not both; and keys for one are not taken for many', () => {
    expect(faultsOf({ ...many, SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringContaining('together with SLACK_CLIENT_ID'),
    ]);
    expect(faultsOf({ ...many, WASEND_API_KEY: 'wk', WASEND_SESSION_ID: 's' })).toEqual([
      expect.stringContaining('on the app’s Home tab'),
    ]);
  });

  test('an empty variable counts as not set', () => {
    expect(readConfig({ ...enough, HOLD_SECONDS: '  ', SLACK_APP_TOKEN: '' }).rules.holdSeconds).toBe(5);
  });

  test('Socket Mode needs no signing secret', () => {
    const config = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', ENCRYPTION_KEY: key });
    expect(config.slack).toMatchObject({ appToken: 'xapp-1', signingSecret: null });
  });

  test.each([
    ['http://127.0.0.1:4000', true],
    ['http://localhost:4000', true],
    ['https://api.example.com', true],
    ['http://api.example.com', false],
    ['ftp://127.0.0.1', false],
    ['not an address', false],
  ])('WASEND_BASE_URL %s is taken: %s', (url, isTaken) => {
    expect(faultsOf({ ...enough, WASEND_BASE_URL: url })).toHaveLength(isTaken ? 0 : 1);
  });

  test.each([
    ['20-45', { from: 20, to: 45 }],
    ['7', { from: 7, to: 7 }],
    ['0', { from: 0, to: 0 }],
  ])('BULK_GAP_SECONDS %s', (text, gapSeconds) => {
    expect(readConfig({ ...enough, BULK_GAP_SECONDS: text }).rules.gapSeconds).toEqual(gapSeconds);
  });

  test('a gap that runs backwards is refused', () => {
    expect(faultsOf({ ...enough, BULK_GAP_SECONDS: '45-20' })).toHaveLength(1);
  });

  test('people who may leave are named by their Slack ids', () => {
    expect(readConfig({ ...enough, LEAVERS: 'U012ABC, W034DEF, S0LEADS' }).rules.leavers).toEqual({
      users: ['U012ABC', 'W034DEF'],
      userGroups: ['S0LEADS'],
    });
  });

  test('.env.example has a line for every variable and no other', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const source = readFileSync(new URL('../../src/config/read-config.ts', import.meta.url), 'utf8');
    const offered = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    const known = [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1]);
    expect(offered.toSorted()).toEqual([...new Set(known)].toSorted());
  });
});
