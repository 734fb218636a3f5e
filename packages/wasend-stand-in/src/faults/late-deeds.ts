/** Work whose answer went out before it was done. */
export interface LateDeeds {
  /** How many are still to be done. */
  readonly waiting: number;
  /** Does all of them at once, due or not, and answers how many there were. */
  doNow(): number;
}

/** Keeps late deeds; `doDue` does those whose time, by `now`, has come. They need no timer: nobody sees them before. */
export function createLateDeeds(now: () => number): {
  readonly lateDeeds: LateDeeds;
  add(afterMs: number, deed: () => void): void;
  doDue(): void;
} {
  let deeds: { readonly dueAt: number; readonly deed: () => void }[] = [];
  const doThose = (isDue: (dueAt: number) => boolean): number => {
    const due = deeds.filter(({ dueAt }) => isDue(dueAt));
    deeds = deeds.filter(({ dueAt }) => !isDue(dueAt));
    for (const { deed } of due) deed();
    return due.length;
  };
  return {
    lateDeeds: {
      get waiting() {
        return deeds.length;
      },
      doNow: () => doThose(() => true),
    },
    add: (afterMs, deed) => void deeds.push({ dueAt: now() + afterMs, deed }),
    doDue: () => void doThose((dueAt) => dueAt <= now()),
  };
}
