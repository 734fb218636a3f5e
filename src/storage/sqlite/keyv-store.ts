import { EventEmitter } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import type { KeyvStoreAdapter, StoredData } from 'keyv';
import { z } from 'zod';

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
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync, namespace: string) {
    super();
    this.namespace = namespace;
    this.#database = database;
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    const row = this.#database
      .prepare('SELECT value FROM keyv WHERE key = ? AND (expires IS NULL OR expires > ?)')
      .get(key, Date.now());
    return row === undefined ? undefined : (String(row.value) as StoredData<Value>);
  }

  async getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    return Promise.all(keys.map((key) => this.get<Value>(key) as Promise<StoredData<Value | undefined>>));
  }

  async set(key: string, value: string): Promise<boolean> {
    this.#database.prepare('DELETE FROM keyv WHERE expires <= ?').run(Date.now());
    this.#database
      .prepare(
        `INSERT INTO keyv (key, value, expires) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
      )
      .run(key, value, expiryOf(value));
    return true;
  }

  async delete(key: string): Promise<boolean> {
    return this.#database.prepare('DELETE FROM keyv WHERE key = ?').run(key).changes > 0;
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    const gone = await Promise.all(keys.map((key) => this.delete(key)));
    return gone.some(Boolean);
  }

  async clear(): Promise<void> {
    const prefix = `${this.namespace}:`;
    this.#database.prepare('DELETE FROM keyv WHERE substr(key, 1, ?) = ?').run(prefix.length, prefix);
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async *iterator<Value>(): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    const prefix = `${this.namespace}:`;
    const rows = this.#database
      .prepare(
        'SELECT key, value FROM keyv WHERE substr(key, 1, ?) = ? AND (expires IS NULL OR expires > ?) ORDER BY key',
      )
      .all(prefix.length, prefix, Date.now());
    for (const row of rows) yield [String(row.key), String(row.value)];
  }
}

function expiryOf(value: string): number | null {
  return Wrapped.parse(JSON.parse(value)).expires ?? null;
}
