import type { Place } from './stage.ts';

/** Looks on while a story is played at the stand-ins. */
export interface Watch {
  /** Says what comes next. */
  told(line: string): void;
  /** Somebody acts from now on; `at` is the id of the channel they look at, or `home`. */
  looks(eyes: { readonly userId: string; readonly at: string }): void;
  /** Somebody did something; `ackMs` is how long the app took to acknowledge, null where it is not told. */
  did(what: string, ackMs: number | null): void;
  /** What is read now where somebody looked, line by line. */
  saw(place: Place, lines: readonly string[]): void;
  /** Waited for so that people can follow: after a line to read, or between what a hand does. */
  pause(what: 'read' | 'act'): Promise<void>;
}
