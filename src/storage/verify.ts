/** Something that is not as it must be. `where` names the entry, request or rule. */
export interface Fault {
  readonly workspaceId: string;
  readonly where: string;
  readonly why: string;
}

export interface WorkspaceVerdict {
  readonly workspaceId: string;
  readonly entries: number;
  readonly firstSequence: number;
  readonly lastHash: string;
  /** How many were cut off on purpose, by the entries that say so. */
  readonly prunedEntries: number;
  readonly faults: readonly Fault[];
}

/** What a check of the whole store has found; `file` are faults of the file and its layout. */
export interface StoreVerdict {
  readonly file: readonly string[];
  readonly workspaces: readonly WorkspaceVerdict[];
}
