import { systemClock } from '../../src/clock.ts';
import { openStorage } from '../../src/storage/open-storage.ts';

/** Opens the store named on the command line, says so, and holds it until it is killed. */
await openStorage({ url: `sqlite:${process.argv[2]}`, clock: systemClock, newId: () => '0'.repeat(26) });
process.stdout.write('held\n');
setInterval(() => {}, 60_000);
