import type { Journal } from './journal.ts';
import type { KnobState } from './knobs.ts';
import type { Rules } from './rules.ts';
import type { SocketMode } from './socket-mode/socket-mode.ts';
import type { StepEnd } from './step-end.ts';
import type { RateLimits } from './wire/rate-limits.ts';
import type { ResponseUrls } from './wire/response-urls.ts';
import type { Triggers } from './wire/triggers.ts';
import type { Ids } from './world/ids.ts';
import type { Installs } from './world/installs.ts';
import type { World } from './world/world.ts';

/** What the files of the stand-in share. */
export interface SlackParts {
  readonly rules: Rules;
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
