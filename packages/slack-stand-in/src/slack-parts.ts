import type { Ids } from './ids.ts';
import type { Installs } from './installs.ts';
import type { Journal } from './journal.ts';
import type { KnobState } from './knobs.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketMode } from './socket-mode/socket-mode.ts';
import type { Triggers } from './triggers.ts';
import type { StepEnd } from './web-api/function-methods.ts';
import type { World } from './world.ts';

/** What the files of the stand-in share. */
export interface SlackParts {
  readonly world: World;
  readonly ids: Ids;
  readonly installs: Installs;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly journal: Journal;
  readonly knobState: KnobState;
  readonly rateLimits: RateLimits;
  readonly socketMode: SocketMode;
  /** Runs of the app's workflow steps, by execution id. */
  readonly steps: Map<string, StepEnd>;
  readonly now: () => number;
  /** Where this server listens, without a slash at the end. */
  readonly baseUrl: () => string;
}
