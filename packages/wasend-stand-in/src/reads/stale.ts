import type { OddRow } from './odd-rows.ts';

/** Ways in which reads differ from the truth. Set the fields; `clear` makes every read true again. */
export interface Stale {
  /** How many list reads still show a group after it was left; Infinity: until cleared. */
  listLag: number;
  /** How many reads of one group still show us in it after it was left; Infinity: until cleared. */
  groupLag: number;
  /** A read of a left group answers 200 with the others, instead of a refusal. */
  tellsLeftGroups: boolean;

  /** Lists are empty although groups exist (WAHA #2234). */
  emptyList: boolean;
  /** How a list without groups is written: in its shape, as `null` (WAHA #673), or as `{"groups":null}` (#1968). */
  emptyListAs: 'shape' | 'null' | 'null-groups';
  /** Added to the true count of groups. */
  countOff: number;
  /** Added to the total that lists of the shape `docs` tell. */
  totalOff: number;
  /** Groups no list shows, though we are in them. */
  unlisted: readonly string[];
  /** A page holds no more than this, whatever limit is asked for. */
  mostPerPage: number;
  /** Lists end after this many groups as if there were no more. */
  listEndsAfter: number;
  /** What `pagination.hasMore` says in the shape `docs`. */
  hasMore: 'truth' | 'always' | 'never' | 'left-out';
  /** Every page is the first. */
  ignoreOffset: boolean;
  /** `exclude` changes nothing. */
  ignoreExclude: boolean;
  /** Rows, in lists and by themselves, that a strict reader cannot read; `every` is all of them. */
  oddRows: Readonly<Record<string, OddRow>>;

  /** `participants` is null in lists and single groups (WAHA #1471). */
  nullParticipants: boolean;
  /** No more members than this are told; ours are the last (whatsmeow #1028). */
  mostMembers: number;
  /** The members are told without us, though we are in. */
  hidesUs: boolean;
  /** Every shape tells `participantCount` beside the members: all of them, whatever is told. */
  tellsMemberCount: boolean;
  clear(): void;
}

/** A world whose every read is true. */
const truth: Omit<Stale, 'clear'> = {
  listLag: 0,
  groupLag: 0,
  tellsLeftGroups: false,
  emptyList: false,
  emptyListAs: 'shape',
  countOff: 0,
  totalOff: 0,
  unlisted: [],
  mostPerPage: Infinity,
  listEndsAfter: Infinity,
  hasMore: 'truth',
  ignoreOffset: false,
  ignoreExclude: false,
  oddRows: {},
  nullParticipants: false,
  mostMembers: Infinity,
  hidesUs: false,
  tellsMemberCount: false,
};

/** Starts with every read true. */
export function createStale(): Stale {
  const stale: Stale = { ...truth, clear: () => void Object.assign(stale, truth) };
  return stale;
}
