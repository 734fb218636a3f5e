import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const manifest = fileURLToPath(new URL('../../../../manifest.yml', import.meta.url));

describe('started alone', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    const said = { text: '' };
    child.stdout.on('data', (bytes) => {
      said.text += String(bytes);
    });
    child.stderr.on('data', (bytes) => {
      said.text += String(bytes);
    });
    const ended = once(child, 'close').then(([code]) => code as number);
    const ready = (async () => {
      while (!said.text.includes('SLACK_CLIENT_SECRET=')) await once(child.stdout, 'data');
      return Object.fromEntries(
        said.text
          .split('\n')
          .filter((line) => /^[A-Z_]+=/u.test(line))
          .map((line) => line.split(/=(.*)/u).slice(0, 2)),
      ) as Record<string, string>;
    })();
    return { child, said, ended, ready };
  };

  test.each(['SIGINT', 'SIGTERM'] as const)('prints .env lines, and ends with 0 on %s', async (signal) => {
    const { child, said, ended, ready } = start('--manifest', manifest, '--port', '0');
    const env = await ready;
    const response = await fetch(`${env.SLACK_API_URL}auth.test`, {
      headers: { authorization: `Bearer ${env.SLACK_BOT_TOKEN}` },
    });
    expect(await response.json()).toMatchObject({ ok: true, user: 'wasend' });
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(said.text).toContain('No problems.');
  });

  test('lists the problems and ends with 1 when there were any', async () => {
    const { child, said, ended, ready } = start('--port', '0');
    const env = await ready;
    await fetch(`${env.SLACK_API_URL}chat.postMessage?channel=C0GENERAL&token=${env.SLACK_BOT_TOKEN}`);
    await fetch(`${env.SLACK_API_URL}calls.add?token=${env.SLACK_BOT_TOKEN}`);
    child.kill('SIGINT');
    expect(await ended).toBe(1);
    expect(said.text).toContain('problem: chat.postMessage: no_text\n1 problems.');
    expect(said.text).toContain('note: calls.add: this stand-in does not know it');
  });

  test.each([
    [['--help'], 0, '--manifest <file>'],
    [['--manifes'], 2, '--help shows what there is'],
    [['--manifest', 'nowhere.yml'], 2, 'cannot be read'],
    [['--manifest', main], 2, 'is no manifest'],
    [['--port', '99999'], 2, 'is no port'],
    [['--app-url', 'here'], 2, 'is no address'],
  ])('%j', async (args, code, words) => {
    const { said, ended } = start(...args);
    expect(await ended).toBe(code);
    expect(said.text).toContain(words);
  });
});
