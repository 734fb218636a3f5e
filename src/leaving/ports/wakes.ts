import type { LaneId, RequestId } from '../ids.ts';
import type { NoteId } from '../notes.ts';

/** Something that is due: a step of a request, its telling, or the telling of a note. */
export type Due =
  | {
      readonly kind: 'step';
      readonly requestId: RequestId;
      readonly lane: LaneId;
      /** The request's version when it was found due. */
      readonly version: number;
      /** When it was due (epoch milliseconds). */
      readonly dueAt: number;
    }
  | { readonly kind: 'tell'; readonly requestId: RequestId; readonly version: number; readonly dueAt: number }
  | { readonly kind: 'tell-note'; readonly noteId: NoteId };

/** Of one kind of work: what fails is tried again with growing pauses, and how often it failed is kept. */
export interface Failing {
  readonly tries: number;
  /** Epoch milliseconds of the first failure in a row. */
  readonly since: number;
}

/** The times at which requests and notes are due, kept with them: nothing has to be filled up again at a start. */
export interface Wakes {
  /** What is due now, the longest due first; not of these lanes, and not these. */
  due(
    kind: Due['kind'],
    now: number,
    options: {
      readonly limit: number;
      readonly lanesFull: readonly LaneId[];
      readonly underWay: readonly string[];
    },
  ): Promise<readonly Due[]>;
  /** When the next of this kind is due that is not due at `after` (both epoch milliseconds); null when nothing is. */
  nextAt(kind: Due['kind'], after: number): Promise<number | null>;
  /** The work was done. It is due again at `at`; null leaves a step to what its request says, and a telling untold nothing. What made it due meanwhile counts. */
  done(due: Due, at: number | null): Promise<void>;
  /** The work failed; it is due again when the pause for so many failures in a row is over. */
  failed(due: Due, now: number, pauseMs: (tries: number) => number): Promise<Failing>;
  /**
   * The work needs a newer version of the app: it is given back as it is, and this process comes to it no more for now.
   * False where no other process can do it; then it has failed like any other.
   */
  passOver(due: Due): Promise<boolean>;
  /** Calls back whenever something may have become due earlier. Answers the end of listening. */
  onChange(callback: () => void): () => void;
}
