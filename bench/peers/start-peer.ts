import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { apiKey, botToken, sessionId, signingSecret } from '../world/names.ts';
import { deliveryPath, type PeerName, peerFiles } from './peers.ts';

export interface PeerOptions {
  readonly slackApiUrl: string;
  readonly wasendUrl: string;
  /** Laid over the peer's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Fills the peer's directory before it starts: the store of ours is `store.db` in it. */
  readonly prepare?: (directory: string) => Promise<void>;
}

/** A peer that takes deliveries. */
export interface Peer {
  readonly name: PeerName;
  readonly url: string;
  readonly pid: number;
  /** From spawn to the line that says it is ready. */
  readonly readyMs: number;
  readonly directory: string;
  /** Ends it and removes its directory. */
  stop(): Promise<void>;
}

export const encryptionKey = createHash('sha256').update('bench').digest('base64');
const readyWithinMs = 120_000;
/** The pace is WhatsApp's and not the machine's: what is measured here is the machine. */
const unhurried = { WASEND_RATE: '9999/1', BULK_GAP_SECONDS: '0', HOLD_SECONDS: '0' };

/** Starts a peer on a free port. Throws with what it printed when it does not get ready. */
export async function startPeer(name: PeerName, options: PeerOptions): Promise<Peer> {
  const directory = await mkdtemp(join(tmpdir(), 'wasend-slack-bench-'));
  await options.prepare?.(directory);
  const beganAt = performance.now();
  const child = spawn(process.execPath, [peerFiles[name]], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      BENCH_DIRECTORY: directory,
      SLACK_API_URL: options.slackApiUrl,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: botToken,
      WASEND_BASE_URL: options.wasendUrl,
      WASEND_API_KEY: apiKey,
      WASEND_SESSION_ID: sessionId,
      ENCRYPTION_KEY: encryptionKey,
      STORE_URL: `sqlite:${join(directory, 'store.db')}`,
      ...unhurried,
      ...options.environment,
    },
  });
  const port = await readyPort(child, name);
  return {
    name,
    url: `http://127.0.0.1:${port}${deliveryPath}`,
    pid: child.pid ?? 0,
    readyMs: performance.now() - beganAt,
    directory,
    async stop() {
      await ended(child);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function readyPort(child: ChildProcess, name: PeerName): Promise<number> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (why: string): void => reject(new Error(`${name} ${why}\n${said.slice(-20).join('\n')}`));
    const timer = setTimeout(() => fail('did not get ready'), readyWithinMs);
    const end = (): void => clearTimeout(timer);
    child.once('exit', (code) => {
      end();
      fail(`ended with ${code}`);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 100) said.push(text);
    });
    if (child.stdout === null) return fail('has no output');
    createInterface(child.stdout).on('line', (line) => {
      if (said.length < 100) said.push(line);
      const port = portIn(line);
      if (port === null) return;
      end();
      resolve(port);
    });
  });
}

function portIn(line: string): number | null {
  try {
    const { msg, port } = JSON.parse(line);
    return msg === 'ready' && typeof port === 'number' ? port : null;
  } catch {
    return null;
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  });
}
