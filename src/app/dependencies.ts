import type { Clock } from '../clock.ts';
import type { Config } from '../config/read-config.ts';
import type { Logger } from '../logger.ts';
import type { Fetch } from '../slack/wire/web-clients.ts';
import type { Storage } from '../storage/storage.ts';

/** What the app is given from outside: everything that a test gives otherwise. */
export interface AppDependencies {
  readonly config: Config;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** From 0 up to 1; spaces the calls of long requests. */
  readonly random: () => number;
  readonly storage: Storage;
  readonly logger: Logger;
}
