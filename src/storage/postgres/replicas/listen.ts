import pg from 'pg';
import type { Clock } from '../../../clock.ts';
import type { PostgresAddress } from '../address.ts';
import { keepAliveMs, patience } from '../database.ts';

export interface Listening {
  close(): Promise<void>;
}

const pauseMs = 1_000;

/**
 * Hears what other replicas write, on a connection of its own, which is made again whenever it breaks. What is said
 * while there is none is found by the next beat, or as soon as there is one again. Answers when the first was tried.
 */
export async function listen(
  { connectionString, schema }: PostgresAddress,
  replicaId: string,
  clock: Clock,
  heard: () => void,
): Promise<Listening> {
  let isClosed = false;
  let client: pg.Client | null = null;
  let cancel = (): void => {};
  const connect = async (): Promise<void> => {
    const made = new pg.Client({
      connectionString,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveMs,
      query_timeout: patience.silenceMs,
      connectionTimeoutMillis: patience.connectMs,
      application_name: 'wasend-slack listens',
    });
    client = made;
    made.on('error', () => {});
    made.on('notification', ({ payload }) => {
      if (payload !== replicaId) heard();
    });
    made.once('end', () => {
      if (!isClosed) cancel = clock.after(pauseMs, reconnect);
    });
    try {
      await made.connect();
      await made.query(`LISTEN "${schema}"`);
    } catch {
      await made.end().catch(() => {});
    }
  };
  const reconnect = (): void => {
    void connect().then(heard);
  };
  await connect();
  return {
    async close() {
      isClosed = true;
      cancel();
      await client?.end().catch(() => {});
    },
  };
}
