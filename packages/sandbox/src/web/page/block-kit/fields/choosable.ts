import type { Choice, ShownOption } from '../surface.ts';

/** What can be chosen in a field with a list. */
export interface Choosable extends Choice {
  readonly description?: string;
  /** What the group it stands in is called. */
  readonly above?: string;
  /** The whole option, where it is one of the app's. */
  readonly option?: ShownOption;
}
