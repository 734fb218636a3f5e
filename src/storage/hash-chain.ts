import { createHash } from 'node:crypto';

/** What a row's hash covers: every field but the hash itself. */
export interface ChainedRow {
  readonly workspaceId: string;
  readonly sequence: number;
  /** The request or the note it tells of. */
  readonly subjectId: string;
  readonly version: number;
  readonly time: number;
  readonly type: string;
  /** JSON exactly as it is stored. */
  readonly data: string;
  /** Which shape the data has. */
  readonly format: number;
}

/** Stands before the first row of a workspace. */
export const firstHash = '0'.repeat(64);

/**
 * `SHA-256(previous hash ‖ canonical JSON of the row)` in hex. Canonical here is an array of the fields in a fixed
 * order, so that no two rows can read alike. Rows of the first format were hashed without naming it.
 */
export function hashRow(previousHash: string, row: ChainedRow): string {
  const { workspaceId, sequence, subjectId, version, time, type, data, format } = row;
  const fields = [workspaceId, sequence, subjectId, version, time, type, data];
  const canonical = JSON.stringify(format === 1 ? fields : [...fields, format]);
  return createHash('sha256').update(previousHash).update(canonical).digest('hex');
}
