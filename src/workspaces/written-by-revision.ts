/** Rows that are written over exactly the revision that was read, so that nobody overwrites what somebody else has written meanwhile. */
export interface WrittenByRevision {
  /**
   * Writes if the stored row has this `revision`, compared in the same transaction; 0 names none. False where it has
   * another. With `livesMs` the row is gone after that time.
   */
  putIfRevision(
    key: string,
    revision: number,
    row: { readonly revision: number },
    livesMs?: number,
  ): Promise<boolean>;
}
