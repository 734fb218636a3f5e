import { EventEmitter } from 'node:events';
import type { KeyvStoreAdapter, StoredData } from 'keyv';
import { z } from 'zod';
import { type Durability, inTransaction, type Sql } from '../sqlite/sql.ts';

/** What Keyv wraps around a value before it hands it to a store. */
const Wrapped = z.object({ expires: z.number().nullish() });

/**
 * One namespace of the key-value store. Keyv prefixes the keys with the namespace itself, and counts expiry by the
 * machine's own clock, so this does too; what has expired is removed whenever something is written.
 */
export class SqliteKeyvStore extends EventEmitter implements KeyvStoreAdapter {
  /** Keyv knows by this name that the store can be walked through. */
  readonly opts = { dialect: 'sqlite', url: '' };
  readonly namespace: string;
  readonly #sql: Sql;
  readonly #durability: Durability;

  constructor(sql: Sql, namespace: string, durability: Durability) {
    super();
    this.namespace = namespace;
    this.#sql = sql;
    this.#durability = durability;
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    const row = this.#sql.get(
      'SELECT value FROM keyv WHERE key = ? AND (expires IS NULL OR expires > ?)',
      key,
      Date.now(),
    );
    return row === undefined ? undefined : (String(row.value) as StoredData<Value>);
  }

  async getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    return Promise.all(keys.map((key) => this.get<Value>(key) as Promise<StoredData<Value | undefined>>));
  }

  async set(key: string, value: string): Promise<boolean> {
    inTransaction(this.#sql, this.#durability, () => {
      this.#sql.run('DELETE FROM keyv WHERE expires <= ?', Date.now());
      this.#sql.run(
        `INSERT INTO keyv (key, value, expires) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
        key,
        value,
        expiryOf(value),
      );
    });
    return true;
  }

  async delete(key: string): Promise<boolean> {
    return inTransaction(
      this.#sql,
      this.#durability,
      () => this.#sql.run('DELETE FROM keyv WHERE key = ?', key) > 0,
    );
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    const gone = await Promise.all(keys.map((key) => this.delete(key)));
    return gone.some(Boolean);
  }

  async clear(): Promise<void> {
    const [from, to] = this.#range();
    inTransaction(this.#sql, this.#durability, () =>
      this.#sql.run('DELETE FROM keyv WHERE key >= ? AND key < ?', from, to),
    );
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async *iterator<Value>(): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    const [from, to] = this.#range();
    const rows = this.#sql.all(
      'SELECT key, value FROM keyv WHERE key >= ? AND key < ? AND (expires IS NULL OR expires > ?) ORDER BY key',
      from,
      to,
      Date.now(),
    );
    for (const row of rows) yield [String(row.key), String(row.value)];
  }

  /** Every key of the namespace stands between these two. */
  #range(): [string, string] {
    return [`${this.namespace}:`, `${this.namespace};`];
  }
}

function expiryOf(value: string): number | null {
  return Wrapped.parse(JSON.parse(value)).expires ?? null;
}
