import type { Sql, Steps } from './steps.ts';

/** Long enough that no machine's clock is wrong by it: rows of the key-value store expire by those. */
const keptMs = 10 * 60_000;

/** Takes a turn by the store's time, inside a transaction that holds `key`: answers null, or when the next one is. */
export function* takeTurn(sql: Sql, key: string, betweenMs: number, now: number): Steps<number | null> {
  const row = yield* sql.get('SELECT value FROM keyv WHERE key = ?', key);
  const freeAt = Number(row?.value ?? 0);
  if (freeAt > now) return freeAt;
  yield* sql.run(
    `INSERT INTO keyv (key, value, expires) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
    key,
    String(now + betweenMs),
    now + betweenMs + keptMs,
  );
  return null;
}
