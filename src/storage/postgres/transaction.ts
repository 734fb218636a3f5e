import type pg from 'pg';
import { commit } from './commit.ts';
import { connected, isUnanswered, noteSilence } from './silence.ts';

const isGone = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => false,
    () => true,
  );

/** One transaction on one connection, which is thrown away where it may be broken. */
export async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await connected(pool);
  // A connection that breaks between two statements says so here too; the next statement fails with it.
  const ignore = (): void => {};
  client.on('error', ignore);
  let isBroken = false;
  try {
    const result = await work(client);
    await commit(client);
    return result;
  } catch (error) {
    if (isUnanswered(error)) noteSilence(pool);
    isBroken = isUnanswered(error) || (await isGone(client.query('ROLLBACK')));
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(isBroken);
  }
}
