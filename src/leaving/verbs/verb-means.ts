import type { Pace } from '../advance/pace.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Notes } from '../ports/notes.ts';
import type { RulesStore } from '../ports/rules.ts';
import type { Wakes } from '../ports/wakes.ts';

/** What the verbs work with. */
export interface VerbMeans {
  readonly ledger: Ledger;
  readonly notes: Notes;
  readonly rules: RulesStore;
  readonly wakes: Wakes;
  readonly pace: Pace;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
