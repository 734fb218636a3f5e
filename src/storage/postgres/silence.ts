import type pg from 'pg';

/** How often a pool had no answer, and after how many of those a connection was made. */
const silences = new WeakMap<pg.Pool, number>();
const madeAfter = new WeakMap<pg.ClientBase, number>();

/** How the driver puts it that no answer came in time. */
export const isUnanswered = (error: unknown): boolean => (error as Error).message === 'Query read timeout';

const silencesOf = (pool: pg.Pool): number => silences.get(pool) ?? 0;

/** Whoever vanished without a word has left every connection of that time behind. */
export function noteSilence(pool: pg.Pool): void {
  silences.set(pool, silencesOf(pool) + 1);
}

/** To be called for every new connection. */
export function noteMade(pool: pg.Pool, client: pg.ClientBase): void {
  madeAfter.set(client, silencesOf(pool));
}

/** A connection that was made since nobody answered last: one after the other would have to be waited for else. */
export async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  for (;;) {
    const client = await pool.connect();
    if (madeAfter.get(client) === silencesOf(pool)) return client;
    client.release(true);
  }
}
