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

/**
 * Reads `postgres://user:password@host:5432/database?schema=…&pool=…`; everything else in the query (`sslmode` and the
 * like) is the driver's. Throws ConfigError.
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
  address.searchParams.delete('schema');
  address.searchParams.delete('pool');
  return { connectionString: address.href, schema, poolSize };
}
