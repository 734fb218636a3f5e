import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';

interface Told {
  readonly url?: string;
  readonly why?: string;
}

/** How long a Postgres may take to be there (milliseconds). */
const patienceMs = 120_000;

/**
 * The address of the Postgres of this run of the tests: TEST_POSTGRES_URL, or one that the first file to need it starts.
 * Null, after saying so, where none can be had.
 */
export async function testPostgres(): Promise<string | null> {
  if (process.env.TEST_POSTGRES_URL !== undefined) return process.env.TEST_POSTGRES_URL;
  const directory = process.env.TEST_POSTGRES_DIRECTORY;
  if (directory === undefined) throw new Error('The run has no directory for a Postgres');
  const told = await toldIn(directory);
  if (told.url !== undefined) return told.url;
  process.stderr.write(
    `\nPostgres cannot run here, its tests are skipped: ${told.why}\nGive them one: TEST_POSTGRES_URL=postgres://user:password@host/database npm test\n`,
  );
  return null;
}

async function toldIn(directory: string): Promise<Told> {
  if (isFirst(directory)) {
    const holder = fileURLToPath(new URL('hold-postgres.ts', import.meta.url));
    const run = process.env.TEST_POSTGRES_RUN ?? '';
    spawn(process.execPath, [holder, directory, run], { detached: true, stdio: 'ignore' }).unref();
  }
  const file = join(directory, 'told.json');
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 50) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Told;
    await pause(50);
  }
  return { why: `it was not there after ${patienceMs / 1000} s` };
}

/** Who makes the directory starts it; everybody else waits for what it tells. */
function isFirst(directory: string): boolean {
  try {
    mkdirSync(join(directory, 'started'));
    return true;
  } catch {
    return false;
  }
}

let schemas = 0;

/** A schema of its own in that database, by this address. */
export function newSchema(url: string, query = 'pool=4'): string {
  schemas += 1;
  return `${url}?schema=t_${process.pid}_${Date.now().toString(36)}_${schemas}&${query}`;
}

/** Tests that need a Postgres; skipped where none can be had, which `testPostgres` says with the line that runs them. */
export function describeWith(url: string | null, name: string, tests: (url: string) => void): void {
  if (url === null) describe.skip(name, () => tests('postgres://nowhere/none'));
  else describe(name, () => tests(url));
}
