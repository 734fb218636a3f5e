import type { Place } from './stage.ts';

/** Something a hand does, in words of the screen: a line it types, or a button or field by the name a story gives it. */
export interface Hand {
  readonly kind: 'types' | 'presses' | 'fills';
  readonly what: string;
}

/** Looks on while a story is played at the stand-ins. */
export interface Watch {
  /** Says what is on the screen. */
  told(line: string): void;
  /** Somebody acts from now on; `at` is the id of the channel they look at, or `home`. */
  looks(eyes: { readonly userId: string; readonly at: string }): void;
  /** Somebody did something; `ackMs` is how long the app took to acknowledge, null where it is not told. */
  did(what: string, ackMs: number | null): void;
  /** What is read now where somebody looked, line by line. */
  saw(place: Place, lines: readonly string[]): void;
  /** What a hand is about to do; null when it is done. */
  hand(hand: Hand | null): void;
  /** Waited for so that people can follow: a line to read, or what a hand does; `words` are those to be read or typed. */
  pause(what: 'read' | 'act', words: string): Promise<void>;
}
