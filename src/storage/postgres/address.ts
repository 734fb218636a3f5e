import { ConfigError } from '../../errors.ts';

/** Where the tables are, and how many connections this process may hold to them. */
export interface PostgresAddress {
  /** What the driver is given: without what only this app understands. */
  readonly connectionString: string;
  readonly schema: string;
  readonly poolSize: number;
}

const defaultSchema = 'wasend_slack';
const defaultPoolSize = 10;

export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** How to encrypt, and whom to trust then. `require` and `verify-ca` are taken as `verify-full`. */
const sslModes = ['verify-full', 'verify-ca', 'require', 'no-verify', 'disable'];
const sslValues = ['true', '1', 'no-verify', '0'];

/**
 * Reads `postgres://user:password@host:5432/database?schema=…&pool=…`; everything else in the query (`sslmode` and the
 * like) is the driver's. What leaves this machine is encrypted, or the address says that it is not. Throws ConfigError.
 */
export function readPostgresAddress(url: string): PostgresAddress {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !isPostgres(url))
    throw new ConfigError(
      'STORE_URL is no address of a Postgres database: postgres://user@host:5432/database.',
    );
  const schema = address.searchParams.get('schema') ?? defaultSchema;
  const poolSize = Number(address.searchParams.get('pool') ?? defaultPoolSize);
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw new ConfigError('The schema in STORE_URL may have small letters, digits and _ only, at most 63.');
  if (!Number.isInteger(poolSize) || poolSize < 2 || poolSize > 100)
    throw new ConfigError('The pool in STORE_URL is a number of connections from 2 to 100.');
  refuseUnsaid(address);
  address.searchParams.delete('schema');
  address.searchParams.delete('pool');
  trustWholly(address);
  return { connectionString: address.href, schema, poolSize };
}

/** The driver takes a word it does not know for another, and without one encrypts nothing. */
function refuseUnsaid({ hostname, searchParams }: URL): void {
  const said = { sslmode: searchParams.get('sslmode'), ssl: searchParams.get('ssl') };
  if (said.sslmode !== null && !sslModes.includes(said.sslmode))
    throw new ConfigError(`The sslmode in STORE_URL is one of ${sslModes.join(', ')}.`);
  if (said.ssl !== null && !sslValues.includes(said.ssl))
    throw new ConfigError('STORE_URL says how to encrypt by sslmode, for example sslmode=verify-full.');
  if (said.sslmode !== null || said.ssl !== null) return;
  if (!isOnThisMachine(searchParams.get('host') ?? decodeURIComponent(hostname)))
    throw new ConfigError(
      'STORE_URL names another machine and does not say how to encrypt: add ?sslmode=verify-full, or ?sslmode=disable where nobody else is on the way.',
    );
}

/** The driver does so by itself and warns that a later one will not; who wants less says `uselibpqcompat=true`. */
function trustWholly({ searchParams }: URL): void {
  const isMeant = searchParams.get('uselibpqcompat') === 'true';
  if (!isMeant && ['require', 'verify-ca'].includes(searchParams.get('sslmode') ?? ''))
    searchParams.set('sslmode', 'verify-full');
}

/** Also a directory with a socket in it, and what the driver takes where no host is named. */
function isOnThisMachine(host: string): boolean {
  return /^(|localhost|127(\.\d{1,3}){3}|\[?::1\]?|\/.*)$/.test(host);
}
