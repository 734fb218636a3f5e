import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const mainFile = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const endWithParent = new URL('./end-with-parent.ts', import.meta.url).href;
const readyWithinMs = 120_000;

/** The real app in a process of its own, with nothing but its environment to tell it that this is a sandbox. */
export interface StartedApp {
  readonly url: string;
  /** The id of its process. */
  readonly pid: number | undefined;
  /** The file of its store: the ledger can be read there, beside it. */
  readonly storePath: string;
  /** From spawn to ready. */
  readonly startMs: number;
  /** Everything it has logged so far, one line each. */
  readonly log: readonly string[];
  /** Asks it to stop as a supervisor would, and removes its data. Answers its exit code. */
  stop(): Promise<number | null>;
}

const Ready = z.object({ msg: z.literal('ready'), port: z.number() });

/** Starts the app on a free port with a store that is thrown away. Throws with its log when it does not get ready. */
export async function startApp(environment: Readonly<Record<string, string>>): Promise<StartedApp> {
  const directory = await mkdtemp(join(tmpdir(), 'wasend-slack-sandbox-'));
  const storePath = join(directory, 'wasend.db');
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', endWithParent, mainFile], {
    env: {
      HOST: '127.0.0.1',
      PORT: '0',
      STORE_URL: `sqlite:${storePath}`,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ...environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A child that has gone already closes its pipe; that is told by its exit.
  child.stdin.on('error', () => undefined);
  const log: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text.trimEnd()));
  const port = await readyPort(child, log);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    storePath,
    startMs: performance.now() - startedAt,
    log,
    async stop() {
      const exitCode = await ended(child);
      await rm(directory, { recursive: true, force: true });
      return exitCode;
    },
  };
}

function readyPort(child: ChildProcess, log: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${why}\n${log.join('\n')}`));
    const timer = setTimeout(() => fail('The app did not get ready in time.'), readyWithinMs);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`The app ended with code ${code} before it was ready.`);
    });
    if (child.stdout === null) return fail('The app has no output to read.');
    createInterface(child.stdout).on('line', (line) => {
      log.push(line);
      const ready = readReady(line);
      if (ready === null) return;
      clearTimeout(timer);
      resolve(ready);
    });
  });
}

function readReady(line: string): number | null {
  try {
    return Ready.parse(JSON.parse(line)).port;
  } catch {
    return null;
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill('SIGTERM');
  });
}
