import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Answers what a process of its own prints: here, other tests have loaded everything already. */
async function printed(script: string): Promise<unknown> {
  const args = ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', script];
  return JSON.parse((await promisify(execFile)(process.execPath, args, { cwd: root })).stdout);
}

const bolt = `
  import { createRequire } from 'node:module';
  await import('./src/app/load-when-used.ts');
  const { ExpressReceiver, HTTPReceiver, SocketModeReceiver } = await import('@slack/bolt');
  const isLoaded = (name) =>
    Object.entries(createRequire(import.meta.url).cache).some(([path, { exports }]) =>
      path.includes('/node_modules/' + name + '/') && Object.keys(exports).length > 0);
`;

test('what a deployment does not use is not loaded', async () => {
  const script = `${bolt}
    new HTTPReceiver({ signingSecret: 's' });
    console.log(JSON.stringify(['@slack/web-api', 'express', '@slack/socket-mode', 'undici'].map(isLoaded)));`;
  expect(await printed(script)).toEqual([true, false, false, false]);
});

test('what is used is there', async () => {
  const script = `${bolt}
    const socket = new SocketModeReceiver({ appToken: 'xapp-1' });
    const express = new ExpressReceiver({ signingSecret: 's' });
    console.log(JSON.stringify([
      typeof socket.client.start, typeof express.router.post, isLoaded('express'), isLoaded('undici'),
    ]));`;
  expect(await printed(script)).toEqual(['function', 'function', true, true]);
});
