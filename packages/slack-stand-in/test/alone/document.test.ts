import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { readManifest } from '../../src/alone/manifest.ts';
import { type Alone, startAlone } from '../../src/alone/start-alone.ts';
import { eventually } from '../eventually.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const document = readFileSync(join(root, 'docs/slack-stand-in.md'), 'utf8');
const blockOf = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'u').exec(document)?.[1] ?? '';

let alone: Alone | undefined;
let app: ChildProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), 'starter-'));
afterEach(async () => {
  app?.kill('SIGKILL');
  await alone?.slack.close();
  rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

test('the app and the steps of docs/slack-stand-in.md work as they stand there', async () => {
  const read = readManifest(blockOf('yaml'));
  if ('faults' in read) throw new Error(read.faults.join());
  const port = await freePort();
  const at = Date.now();
  const { slack, pageUrl, env } = await startAlone({
    ...read,
    appUrl: `http://127.0.0.1:${port}`,
    now: () => at,
    ackTimeoutMs: 30_000,
  });
  alone = { slack, pageUrl, env };
  writeFileSync(join(folder, 'app.mjs'), blockOf('js'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const child = spawn(process.execPath, ['app.mjs'], {
    cwd: folder,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  app = child;

  const act = async (name: string, more: object) => {
    const response = await fetch(pageUrl + name, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'mei', ...more }),
    });
    return (await response.json()) as { ok: boolean };
  };
  const command = { channel: '#general', command: '/sample-command' };
  // A child process needs as long as it needs to listen.
  while (!(await act('command', command)).ok) expect(child.exitCode).toBeNull();
  const view = await eventually(() => slack.world.viewsOf('U0MEI')[0]);
  await act('submit', { viewId: view.id, values: { note: { text: 'buy milk' } } });
  const noted = await eventually(() => slack.world.messagesIn('C0GENERAL')[0]);
  expect(noted.text).toBe('Noted: buy milk');
  await act('press', { channel: '#general', ts: noted.ts, actionId: 'thanks' });
  await eventually(() => slack.world.ephemeralsFor('U0MEI')[0]?.text === 'You are welcome.');
  expect(slack.problems).toEqual([]);
});
