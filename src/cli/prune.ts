import { ulid } from 'ulid';
import { systemClock } from '../clock.ts';
import { openStorage } from '../storage/open-storage.ts';

const dayMs = 24 * 60 * 60_000;
/** "Left before" and the daily cap look back; less than a week would take their ground away. */
const leastDays = 7;

/** Cuts off what is older than so many days. Answers the exit code, as every command does. */
export async function pruneCommand(
  days: string | undefined,
  storeUrl: string,
  print: (line: string) => void,
): Promise<number> {
  const keep = Number(days ?? Number.NaN);
  if (!Number.isInteger(keep) || keep < leastDays) {
    print(`Say how many days to keep, ${leastDays} at least: npm run ledger -- prune 365`);
    return 2;
  }
  const storage = await openStorage({ url: storeUrl, clock: systemClock, newId: () => ulid() });
  try {
    const pruned = await storage.prune(systemClock.now() - keep * dayMs);
    for (const [workspaceId, entries] of pruned) print(`${workspaceId}: ${entries} entries were cut off`);
    if (pruned.size === 0) print(`Nothing is older than ${keep} days and can go.`);
    return 0;
  } finally {
    await storage.close();
  }
}
