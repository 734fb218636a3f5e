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
  /** Added to the true count of groups. */
  countOff: number;
  /** `participants` is null in lists and single groups (WAHA #1471). */
  nullParticipants: boolean;
  /** Every page is the first. */
  ignoreOffset: boolean;
  clear(): void;
}

const truth = {
  listLag: 0,
  groupLag: 0,
  tellsLeftGroups: false,
  emptyList: false,
  countOff: 0,
  nullParticipants: false,
  ignoreOffset: false,
} as const;

/** Starts with every read true. */
export function createStale(): Stale {
  const stale: Stale = { ...truth, clear: () => void Object.assign(stale, truth) };
  return stale;
}
