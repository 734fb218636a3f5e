import type { FaultKind } from '@wasend-slack/wasend-stand-in/faults/fault-plans.ts';
import type { AnswerClass } from '../../../src/leaving/outcome.ts';

/** A knob of the Wasend stand-in, a file of `fixtures/wasend/`, or what was reported: `case:` and its id. */
export type AnswerId = FaultKind | `${'leave' | 'errors'}/${string}.json` | `case:${string}`;

/** What the call really did: nothing, the leave, or the leave 20 s after the answer. */
export type Deed = 'not-done' | 'done' | 'done-later';

/** What has become true between preview and call, besides. */
export type World = 'as-it-was' | 'owner' | 'session-stopped' | 'session-starts' | 'session-gone';

/** When a leave is looked at after such an answer, in seconds after it, as long as nothing is found. */
export const looksAfter = {
  accepted: [3, 10, 30],
  unknown: [3, 10, 30, 100],
  'not-clear': [0],
  'session-in-doubt': [0],
  unauthorized: [],
  refused: [],
  'rate-limited': [],
  'number-limited': [],
  'not-sent': [],
} as const satisfies Record<AnswerClass, readonly number[]>;

/** When such a leave is looked at, as long as it is not seen to be out. */
export function looksOf({ class: taken, looks }: AnswerGroup): readonly number[] {
  return looks ?? looksAfter[taken];
}

export interface AnswerGroup {
  readonly title: string;
  readonly world: World;
  /** What the answer to the first call is taken for. */
  readonly class: AnswerClass;
  /** Where it is looked at otherwise than after its class. */
  readonly looks?: readonly number[];
  /** The status of the leave in the end, by what the call really did. */
  readonly ends: Partial<Readonly<Record<Deed, string>>>;
  /** Whether it is asked again by itself. */
  readonly askedAgain?: true;
  readonly answers: readonly AnswerId[];
}
