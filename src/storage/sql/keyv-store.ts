import { EventEmitter } from 'node:events';
import { Keyv, type KeyvStoreAdapter, type StoredData } from 'keyv';
import { z } from 'zod';
import type { RevisedKeyv } from '../storage.ts';
import type { Sql, Steps } from './steps.ts';
import type { Durability, Store } from './store.ts';

/** What Keyv wraps around a value before it hands it to a store. */
const Wrapped = z.object({ value: z.unknown(), expires: z.number().nullish() });

const Revised = z.object({ revision: z.number().optional() }).optional();

/**
 * One namespace of the key-value store. Keyv prefixes the keys with the namespace itself, and counts expiry by the
 * machine's own clock, so this does too; what has expired is removed whenever something is written.
 */
export class SqlKeyvStore extends EventEmitter implements KeyvStoreAdapter {
  /** Keyv knows by this name that the store can be walked through. */
  readonly opts = { dialect: 'sqlite', url: '' };
  readonly namespace: string;
  readonly #store: Store;
  readonly #durability: Durability;

  constructor(store: Store, namespace: string, durability: Durability) {
    super();
    this.namespace = namespace;
    this.#store = store;
    this.#durability = durability;
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    const row = await this.#store.read(() =>
      this.#store.sql.get(
        'SELECT value FROM keyv WHERE key = ? AND (expires IS NULL OR expires > ?)',
        key,
        Date.now(),
      ),
    );
    return row === undefined ? undefined : (String(row.value) as StoredData<Value>);
  }

  async getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    return Promise.all(keys.map((key) => this.get<Value>(key) as Promise<StoredData<Value | undefined>>));
  }

  async set(key: string, value: string): Promise<boolean> {
    await this.#write(() => writeKey(this.#store.sql, key, value), key);
    return true;
  }

  async delete(key: string): Promise<boolean> {
    const remove = () => this.#store.sql.run('DELETE FROM keyv WHERE key = ?', key);
    return (await this.#write(remove, key)) > 0;
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    const gone = await Promise.all(keys.map((key) => this.delete(key)));
    return gone.some(Boolean);
  }

  async clear(): Promise<void> {
    const [from, to] = this.#range();
    await this.#write(() => this.#store.sql.run('DELETE FROM keyv WHERE key >= ? AND key < ?', from, to));
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async *iterator<Value>(): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    const [from, to] = this.#range();
    const rows = await this.#store.read(() =>
      this.#store.sql.all(
        'SELECT key, value FROM keyv WHERE key >= ? AND key < ? AND (expires IS NULL OR expires > ?) ORDER BY key',
        from,
        to,
        Date.now(),
      ),
    );
    for (const row of rows) yield [String(row.key), String(row.value)];
  }

  /** `key` is held meanwhile: whoever swaps it must not overwrite what it has not seen. */
  #write<T>(work: () => Steps<T>, key?: string): Promise<T> {
    return this.#store.write({ durability: this.#durability, ...(key === undefined ? {} : { key }) }, work);
  }

  /** Every key of the namespace stands between these two. */
  #range(): [string, string] {
    return [`${this.namespace}:`, `${this.namespace};`];
  }
}

function* writeKey(sql: Sql, key: string, value: string): Steps<void> {
  yield* sql.run('DELETE FROM keyv WHERE expires <= ?', Date.now());
  yield* sql.run(
    `INSERT INTO keyv (key, value, expires) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
    key,
    value,
    expiryOf(value),
  );
}

/** One namespace of the key-value store, as Keyv. */
export class SqlKeyv extends Keyv implements RevisedKeyv {
  readonly #store: Store;
  readonly #durability: Durability;

  constructor(store: Store, namespace: string, durability: Durability) {
    super({ store: new SqlKeyvStore(store, namespace, durability), namespace, throwOnErrors: true });
    this.#store = store;
    this.#durability = durability;
  }

  putIfRevision(
    key: string,
    revision: number,
    row: { readonly revision: number },
    livesMs?: number,
  ): Promise<boolean> {
    const isRead = (stored: unknown): boolean => (Revised.parse(stored)?.revision ?? 0) === revision;
    return this.swap(key, isRead, row, livesMs ?? null);
  }

  swap(
    key: string,
    may: (stored: unknown) => boolean,
    next: unknown,
    livesMs: number | null,
  ): Promise<boolean> {
    const full = `${this.namespace}:${key}`;
    return this.#store.write({ durability: this.#durability, key: full }, () =>
      swapKey(this.#store.sql, full, may, next, livesMs),
    );
  }
}

/** Replaces the value of a key if `may` says so of the one that stands there. Runs in the caller's transaction. */
function* swapKey(
  sql: Sql,
  key: string,
  may: (stored: unknown) => boolean,
  next: unknown,
  livesMs: number | null,
): Steps<boolean> {
  const now = Date.now();
  const row = yield* sql.get(
    'SELECT value FROM keyv WHERE key = ? AND (expires IS NULL OR expires > ?)',
    key,
    now,
  );
  const stored = row === undefined ? undefined : Wrapped.parse(JSON.parse(String(row.value))).value;
  if (!may(stored)) return false;
  const expires = livesMs === null ? {} : { expires: now + livesMs };
  yield* writeKey(sql, key, JSON.stringify({ value: next, ...expires }));
  return true;
}

function expiryOf(value: string): number | null {
  return Wrapped.parse(JSON.parse(value)).expires ?? null;
}
