import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfig, readStoreUrl } from '../../src/config/read-config.ts';
import { WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import { parseApiKey } from '../../src/leaving/typed/api-key.ts';
import { malformedKeyWords } from '../../src/messages/home/forms/connect-form.ts';
import { reportedCase } from '../cases.ts';

const enough = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  ENCRYPTION_KEY: createHash('sha256').update('values').digest('base64'),
};
const connected = { ...enough, WASEND_API_KEY: 'wk_1', WASEND_SESSION_ID: 's1' };

const faultsOf = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return String((error as Error).message).split('\n');
  }
};

describe('values are cleaned of what was copied along', () => {
  test.each([
    ['HOLD_SECONDS', '"7"'],
    ['HOLD_SECONDS', " '7' "],
    ['HOLD_SECONDS', '7\r'],
    ['HOLD_SECONDS', '\ufeff7'],
    ['HOLD_SECONDS', '\u200b7\u200b'],
    ['\ufeffHOLD_SECONDS', '7'],
  ])('%j=%j', (name, value) => {
    expect(readConfig({ ...enough, [name]: value }).rules.holdSeconds).toBe(7);
  });

  test('secrets too, as far as nothing inside is changed', () => {
    const config = readConfig({
      ...connected,
      WASEND_API_KEY: ' "wk_1"\r',
      SLACK_SIGNING_SECRET: `'${enough.SLACK_SIGNING_SECRET}'`,
      ENCRYPTION_KEY: `"${enough.ENCRYPTION_KEY}"`,
    });
    expect(config.wasend.first?.apiKey).toBe('wk_1');
    expect(config.slack.signingSecret).toBe(enough.SLACK_SIGNING_SECRET);
  });

  test('words of a list in any case', () => {
    expect(
      readConfig({ ...enough, LOG_LEVEL: 'WARN', WORKFLOW_STEP: 'On', LEAVERS: 'Everyone' }),
    ).toMatchObject({
      logLevel: 'warn',
      workflowStep: true,
      rules: { leavers: 'everyone' },
    });
  });
});

describe('values are checked against what they are', () => {
  test.each([
    ['SLACK_SIGNING_SECRET', 'abc', '32 hex digits'],
    ['SLACK_SIGNING_SECRET', 'xoxb-1', '32 hex digits'],
    ['SLACK_BOT_TOKEN', 'xoxb-1 xoxb-2', 'letters, digits and hyphens'],
    ['AUDIT_CHANNEL', '#wasend-audit', 'begins with C or G'],
    ['AUDIT_CHANNEL', 'U012ABCDE', 'begins with C or G'],
    ['WASEND_SESSION_ID', 'my session', 'must be a session id'],
    ['WASEND_API_KEY', '“wk_1”', 'the bare key'],
    ['WASEND_API_KEY', 'wk_1\nwk_2', 'the bare key'],
    ['WASEND_API_KEY', 'Bearer wk_1', 'the bare key'],
    [
      'WASEND_API_KEY',
      reportedCase<{ env: { WASEND_API_KEY: string } }>('key-zwsp').input.env.WASEND_API_KEY,
      'bare key',
    ],
    ['WASEND_BASE_URL', 'https://user:hunter22@api.wasend.dev', 'without user name, password'],
    ['WASEND_BASE_URL', 'https://hunter22@api.wasend.dev', 'without user name, password'],
    ['WASEND_BASE_URL', 'https://api.wasend.dev?key=hunter22', 'query'],
    ['WASEND_BASE_URL', 'https://api.wasend.dev/#hunter22', 'fragment'],
    ['SLACK_API_URL', 'http://user:hunter22@slack.com/api/', 'https:// address'],
    ['PUBLIC_URL', 'https://a.example.com/?x=hunter22', 'query'],
    ['BULK_GAP_SECONDS', '4000-5000', 'at most 3600'],
    ['LEAVERS', Array.from({ length: 101 }, (_, index) => `U0${index}ABC`).join(','), 'at most 100'],
    ['LEAVERS', ',', 'at most 100'],
    ['STORE_URL', 'postgres://user:hunter22@host:none/db', 'must be sqlite:'],
    ['STORE_URL', 'data/wasend.db', 'must be sqlite:'],
    ['HOLD_SECONDS', '5 # seconds', 'whole seconds'],
    ['LOG_LEVEL', 'verbose', 'must be trace,'],
  ])('%s=%j is refused once, with the remedy, and not repeated', (name, value, words) => {
    const faults = faultsOf({ ...connected, [name]: value });
    expect(faults).toEqual([expect.stringContaining(`${name} `)]);
    expect(faults[0]).toContain(words);
    expect(faults[0]).not.toMatch(/hunter22|wk_1|wk_2/);
  });

  test.each([
    ['all zero', Buffer.alloc(32)],
    ['one byte', Buffer.alloc(32, 9)],
    ['a word', Buffer.from('passwordpasswordpasswordpassword')],
    ['a sentence', Buffer.from('correct horse battery staple 123')],
    ['a half twice', Buffer.concat([Buffer.alloc(16, 'äöüß€µ©«»'), Buffer.alloc(16, 'äöüß€µ©«»')])],
    [
      'a random half twice',
      Buffer.from(Array.from({ length: 32 }, (_, index) => ((index % 16) * 17 + 3) % 256)),
    ],
    ['counting', Buffer.from(Array.from({ length: 32 }, (_, index) => index + 200))],
  ])('an encryption key of %s can be guessed', (_, weak) => {
    expect(faultsOf({ ...enough, ENCRYPTION_KEY: weak.toString('base64') })).toEqual([
      expect.stringContaining('must be random'),
    ]);
    const second = `${enough.ENCRYPTION_KEY},${weak.toString('base64')}`;
    expect(faultsOf({ ...enough, ENCRYPTION_KEY: second })).toHaveLength(1);
  });

  test('a random encryption key never counts as weak', () => {
    for (let round = 0; round < 2_000; round += 1)
      expect(faultsOf({ ...enough, ENCRYPTION_KEY: randomBytes(32).toString('base64') })).toEqual([]);
  });

  test('PUBLIC_URL may have a path, and keeps it', () => {
    const { input } = reportedCase<{ env: { PUBLIC_URL: string } }>('base-path');
    expect(readConfig({ ...enough, ...input.env }).publicPath).toBe('/wasend');
    expect(readConfig({ ...enough, PUBLIC_URL: 'https://a.example.com/' }).publicPath).toBe('');
    expect(readConfig(enough).publicPath).toBe('');
  });

  test('~ is the home directory, and the address of a Postgres is left as it is', () => {
    expect(readConfig({ ...enough, STORE_URL: 'sqlite:~/wasend.db' }).storeUrl).toBe(
      `sqlite:${homedir()}/wasend.db`,
    );
    expect(readStoreUrl({ STORE_URL: '"sqlite:~/w~.db"' })).toBe(`sqlite:${homedir()}/w~.db`);
    expect(readStoreUrl({})).toBe('sqlite:data/wasend.db');
    const postgres = 'postgres://app:word@db.example/wasend?sslmode=verify-full';
    expect(readStoreUrl({ STORE_URL: postgres })).toBe(postgres);
    expect(() => readStoreUrl({ STORE_URL: 'mysql://x' })).toThrow('STORE_URL must be sqlite: and a file');
  });

  test('whatever the environment allows can be stored as settings of a workspace', () => {
    const parts = fc.record({
      HOLD_SECONDS: fc.nat(9_999).map(String),
      BULK_GAP_SECONDS: fc.tuple(fc.nat(9_999), fc.nat(9_999)).map(([from, to]) => `${from}-${to}`),
      LEAVERS: fc
        .nat(150)
        .map((count) =>
          Array.from({ length: count + 1 }, (_, index) => `${index % 7 === 0 ? 'S' : 'U'}0${index}`).join(
            ',',
          ),
        ),
    });
    let allowed = 0;
    fc.assert(
      fc.property(parts, (environment) => {
        if (faultsOf({ ...enough, ...environment }).length > 0) return;
        allowed += 1;
        WorkspaceSettings.parse(readConfig({ ...enough, ...environment }).rules);
      }),
      { numRuns: 2_000 },
    );
    expect(allowed).toBeGreaterThan(10);
  });
});

describe('a key that was pasted', () => {
  test.each([
    ['', 'nothing'],
    ['Bearer wk_1', 'bearer'],
    ['wk 1', 'not-ascii'],
    ['“wk_1”', 'not-ascii'],
    ['"wk_1"', 'not-ascii'],
    [reportedCase<{ env: { WASEND_API_KEY: string } }>('key-zwsp').input.env.WASEND_API_KEY, 'not-ascii'],
  ] as const)('%j: %s', (text, why) => {
    expect(parseApiKey(text)).toEqual({ kind: 'malformed', why });
    expect(malformedKeyWords[why]).toMatch(/\.$/);
  });

  test('white space around it is taken off', () => {
    expect(parseApiKey(' wk_1\r\n')).toEqual({ kind: 'key', apiKey: 'wk_1' });
  });
});

describe('a .env as editors save it', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  /** The environment a process of its own reads out of the file. */
  const readBack = (text: string, around: Readonly<Record<string, string>> = {}): unknown => {
    const directory = mkdtempSync(join(tmpdir(), 'wasend-env-'));
    try {
      writeFileSync(join(directory, '.env'), text);
      const script = `import { readConfig } from ${JSON.stringify(join(root, 'src/config/read-config.ts'))};
        const { slack, rules, storeUrl } = readConfig(process.env);
        console.log(JSON.stringify({ secret: slack.signingSecret, holdSeconds: rules.holdSeconds, storeUrl }));`;
      const words = [`--env-file=${join(directory, '.env')}`, '--input-type=module', '-e', script];
      const { stdout, stderr } = spawnSync(process.execPath, words, { env: around, encoding: 'utf8' });
      return stdout === '' ? stderr : JSON.parse(stdout);
    } finally {
      rmSync(directory, { recursive: true });
    }
  };
  const lines = Object.entries(enough).map(([name, value]) => `${name}=${value}`);
  const expected = { secret: enough.SLACK_SIGNING_SECRET, holdSeconds: 5, storeUrl: 'sqlite:data/wasend.db' };

  test('with a byte order mark (env-bom)', () => {
    const { env_file: file } = reportedCase<{ env_file: string }>('env-bom').input;
    const first = file.replace('…', enough.SLACK_SIGNING_SECRET);
    expect(first).toMatch(/^\ufeffSLACK_SIGNING_SECRET=/);
    const others = lines.filter((line) => !line.startsWith('SLACK_SIGNING_SECRET='));
    expect(readBack([first, ...others].join('\n'))).toEqual(expected);
  });

  test('with lines of Windows, export, quotes and a comment (env-crlf)', () => {
    const { env_file: file } = reportedCase<{ env_file: string }>('env-crlf').input;
    const held = file.split('\r\n')[0] ?? '';
    expect(
      readBack(`${held}\r\nexport STORE_URL = "sqlite:data/wasend.db" \r\n${lines.join('  \r\n')}\r\n`),
    ).toEqual(expected);
  });

  test('in another zone and language (tz-locale)', () => {
    const { env } = reportedCase<{ env: Record<string, string> }>('tz-locale').input;
    expect(readBack(lines.join('\n'), env)).toEqual(expected);
  });
});
