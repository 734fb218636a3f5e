import { eventually } from './farm.ts';
import type { PostgresServer } from './postgres-server.ts';

/** A standby that has everything which the primary acknowledges from now on. */
export async function standbyOf(primary: PostgresServer): Promise<PostgresServer> {
  const standby = await primary.standby();
  await primary.set('synchronous_standby_names', '*');
  await untilSynchronous(primary);
  return standby;
}

/** Waits until the primary waits for a standby that is there. */
export function untilSynchronous(primary: PostgresServer): Promise<void> {
  return eventually('the standby is synchronous', async () => {
    const [row] = await primary.query('SELECT sync_state FROM pg_stat_replication');
    return row?.sync_state === 'sync';
  });
}
