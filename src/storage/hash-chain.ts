import { createHash } from 'node:crypto';

/** What a row's hash covers: every field but the hash itself. */
export interface ChainedRow {
  readonly workspaceId: string;
  readonly sequence: number;
  readonly requestId: string;
  readonly version: number;
  readonly time: number;
  readonly type: string;
  /** JSON exactly as it is stored. */
  readonly data: string;
}

/** Stands before the first row of a workspace. */
export const firstHash = '0'.repeat(64);

/**
 * `SHA-256(previous hash ‖ canonical JSON of the row)` in hex. Canonical here is an array of the fields in a fixed
 * order, so that no two rows can read alike.
 */
export function hashRow(previousHash: string, row: ChainedRow): string {
  const { workspaceId, sequence, requestId, version, time, type, data } = row;
  const canonical = JSON.stringify([workspaceId, sequence, requestId, version, time, type, data]);
  return createHash('sha256').update(previousHash).update(canonical).digest('hex');
}
