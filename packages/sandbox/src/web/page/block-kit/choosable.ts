import type { Choice, ShownOption } from './surface.ts';

/** What can be chosen in a field with a list. */
export interface Choosable extends Choice {
  readonly description?: string;
  /** The whole option, where it is one of the app's. */
  readonly option?: ShownOption;
}
