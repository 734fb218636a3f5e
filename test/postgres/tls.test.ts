import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openStorage } from '../../src/storage/open-storage.ts';
import { readPostgresAddress } from '../../src/storage/postgres/address.ts';
import { ids } from '../contracts/open-store.ts';
import { ManualClock } from '../manual-clock.ts';
import { PostgresServer } from '../replicas/postgres-server.ts';
import { endsWithTest } from '../suite/ends-with-test.ts';
import { describeWith, newSchema, testPostgres } from './test-postgres.ts';

/** Node can read certificates and make none. */
const tool = 'openssl';

/** Opens the store as the app does; answers `open`, or why not. `look` sees it open. */
async function openAt(url: string, look: () => Promise<void> = async () => {}): Promise<string> {
  try {
    const storage = await openStorage({ url, clock: new ManualClock(Date.now()), newId: ids() });
    try {
      await storage.alone('a name', look);
    } finally {
      await storage.close();
    }
    return 'open';
  } catch (error) {
    return (error as Error).message;
  }
}

/** A root of trust, and a key pair of a server called `localhost` and of a client, each signed by it. */
function certificates(): {
  readonly path: (name: string) => string;
  readonly text: (name: string) => string;
} {
  const directory = mkdtempSync(join(tmpdir(), 'wasend-certificates-'));
  endsWithTest(() => rmSync(directory, { recursive: true, force: true }));
  const path = (name: string) => join(directory, name);
  const openssl = (...words: string[]) => execFileSync(tool, words, { stdio: 'pipe' });
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '1', '-x509'];
  const root = [...key, '-subj', '/CN=root', '-keyout', path('root.key'), '-out', path('root.crt')];
  openssl('req', ...root);
  const signed = ['-CA', path('root.crt'), '-CAkey', path('root.key')];
  for (const [name, who, extension] of [
    ['server', 'localhost', 'subjectAltName=DNS:localhost'],
    ['client', 'postgres', 'extendedKeyUsage=clientAuth'],
  ] as const) {
    const made = ['-subj', `/CN=${who}`, '-addext', extension, '-addext', 'basicConstraints=CA:FALSE'];
    openssl('req', ...key, ...made, ...signed, '-keyout', path(`${name}.key`), '-out', path(`${name}.crt`));
  }
  return { path, text: (name) => readFileSync(path(name), 'utf8') };
}

function canMakeCertificates(): boolean {
  try {
    if (/^OpenSSL [3-9]/.test(execFileSync(tool, ['version'], { encoding: 'utf8' }))) return true;
  } catch {}
  process.stderr.write(
    '\nThere is no OpenSSL 3 here to make certificates: TLS with Postgres is not tested.\n',
  );
  return false;
}

describe('how an address says whether it encrypts', () => {
  test.each([
    'postgres://me@db.example.com/x',
    'postgres://me@10.0.0.7/x?schema=one',
    'postgres://me@localhost.example.com/x',
    'postgres://me@localhost/x?host=db.example.com',
    'postgres://me@db.example.com/x?sslrootcert=/ca.pem',
  ])('%s does not, and is refused', (url) => {
    expect(() => readPostgresAddress(url)).toThrow(/does not say how to encrypt: add \?sslmode=verify-full/);
  });

  test.each([
    'postgres://me@localhost/x',
    'postgres://me@127.0.0.1:5433/x',
    'postgres://me@[::1]/x',
    'postgres:///x',
    'postgres://me@%2Fvar%2Frun%2Fpostgresql/x',
    'postgres:///x?host=/var/run/postgresql',
    'postgres://me@db.example.com/x?sslmode=verify-full',
    'postgres://me@db.example.com/x?sslmode=disable',
    'postgres://me@db.example.com/x?ssl=true',
  ])('%s is taken', (url) => {
    expect(readPostgresAddress(url).schema).toBe('wasend_slack');
  });

  test.each(['sslmode=prefer', 'sslmode=allow', 'sslmode=verify_full', 'sslmode=', 'ssl=false', 'ssl=on'])(
    'a word that the driver would take for another is refused: %s',
    (query) => {
      expect(() => readPostgresAddress(`postgres://me@db.example.com/x?${query}`)).toThrow(/sslmode/);
    },
  );
});

describeWith(await testPostgres(), 'Postgres and TLS', (server) => {
  test.each(['verify-full', 'verify-ca', 'require', 'no-verify'])(
    'a server without TLS is refused with sslmode=%s, never spoken to in the clear',
    async (mode) => {
      expect(await openAt(newSchema(server, `sslmode=${mode}`))).toMatch(/does not support SSL/);
    },
  );

  const testWithCertificates = canMakeCertificates() ? test : test.skip;
  testWithCertificates(
    'a server with TLS: whose certificate is trusted and whose is not, and every connection is encrypted',
    async () => {
      const { path, text } = certificates();
      const own = await PostgresServer.create();
      for (const name of ['server.crt', 'server.key', 'root.crt']) own.put(name, text(name));
      own.allow([
        'hostssl certified all all password clientcert=verify-ca',
        'hostssl all all all password',
        'hostnossl all wasend all password',
      ]);
      await own.start({ ssl: 'on', ssl_ca_file: 'root.crt' });
      const trusting = `sslmode=verify-full&sslrootcert=${path('root.crt')}`;
      const at = (host: string, query: string, database = 'postgres') =>
        `postgres://postgres:postgres@${host}:${own.port}/${database}?${query}`;
      const looked: unknown[] = [];
      const look = async () => {
        const asked = `SELECT DISTINCT application_name AS name, ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
        WHERE application_name LIKE 'wasend-slack%' ORDER BY name`;
        looked.push(...(await own.query(asked, at('localhost', trusting))));
      };
      expect(await openAt(at('localhost', trusting), look)).toBe('open');
      expect(looked).toEqual([
        { name: 'wasend-slack', ssl: true },
        { name: 'wasend-slack listens', ssl: true },
      ]);
      expect(await openAt(at('localhost', 'sslmode=no-verify'))).toBe('open');
      expect(await openAt(at('127.0.0.1', trusting))).toMatch(/not in the cert|does not match/);
      for (const mode of ['verify-full', 'verify-ca', 'require'])
        expect(await openAt(at('localhost', `sslmode=${mode}`))).toMatch(/self-signed|unable to verify/);
      // The server's rules refuse it, not the app: so it is seen that nothing was encrypted.
      expect(await openAt(at('localhost', 'sslmode=disable'))).toMatch(/no encryption/);
      await own.query('CREATE DATABASE certified', at('localhost', trusting));
      const certified = `${trusting}&sslcert=${path('client.crt')}&sslkey=${path('client.key')}`;
      expect(await openAt(at('localhost', trusting, 'certified'))).toMatch(/valid client certificate/);
      expect(await openAt(at('localhost', certified, 'certified'))).toBe('open');
    },
  );
});
