import type { Clock } from '../clock.ts';
import type { Config } from '../config/read-config.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Logger } from '../logger.ts';
import type { Storage } from '../storage/storage.ts';
import type { ParseAnswer } from '../wasend/parsing/parse-answer.ts';

/** What the app is given from outside: everything that a test gives otherwise. */
export interface AppDependencies {
  readonly config: Config;
  readonly clock: Clock;
  /** Every call to Slack and to Wasend. */
  readonly exchange: Exchange;
  /** Reads Wasend's answers: where nothing is said, large ones in another thread. */
  readonly parse?: ParseAnswer;
  /** From 0 up to 1; spaces the calls of long requests. */
  readonly random: () => number;
  readonly storage: Storage;
  readonly logger: Logger;
}
