import type { Keyv } from 'keyv';
import { z } from 'zod';
import { SealBroken } from '../errors.ts';
import { ChannelId, SessionId, UserId, type WorkspaceId } from '../leaving/ids.ts';
import type { RulesStore } from '../leaving/ports/rules.ts';
import { SettingChange } from '../leaving/rules/settings-changes.ts';
import { connectionChanges, type KnownConnection } from './connection-changes.ts';
import { readStored } from './read-stored.ts';
import { apiKeyField, createOpenedKeys } from './sealed/opened-keys.ts';
import type { SecretBox } from './sealed/secret-box.ts';
import type { WrittenByRevision } from './written-by-revision.ts';

/** A workspace's link to Wasend. The key is open in here: never log or show one whole. */
export interface Connection {
  readonly workspaceId: WorkspaceId;
  readonly apiKey: string;
  readonly sessionId: SessionId;
  readonly auditChannel: ChannelId | null;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
  /** Who hears of what an admin must mend; null for the environment and the command line. */
  readonly connectedBy: UserId | null;
  /** Names this state of it; grows with every change. */
  readonly revision: number;
}

/** Everything about a connection but its key. */
export type SealedConnection = Omit<Connection, 'apiKey'>;

export type NewConnection = Omit<Connection, 'revision'>;

/** Every change leaves a row, a removal too: what its entry has to say stands in it until the entry is written. */
const Row = z.object({
  v: z.literal(2),
  revision: z.number().int().nonnegative(),
  /** Null when the connection was removed. */
  sealedApiKey: z.string().nullable(),
  sessionId: SessionId.nullable(),
  auditChannel: ChannelId.nullable(),
  connectedAt: z.number().int(),
  connectedBy: UserId.nullable(),
  changedBy: UserId.nullable(),
  changes: z.array(SettingChange).max(10),
});
type Row = z.infer<typeof Row>;

const readRowOf = readStored('connection', Row, [
  // The first layout kept no revisions; what was in force then has its entry, or none.
  (row) => ({ ...row, revision: 0, connectedBy: null, changedBy: null, changes: [] }),
]);

/** The connections of all workspaces, each API key sealed for its own workspace, each change on record. */
export interface Connections {
  /** Null when there is none. Throws SealBroken when there is one that does not open. */
  get(workspaceId: WorkspaceId): Promise<Connection | null>;
  /** The same without opening the key: also where it does not open any more. */
  sealed(workspaceId: WorkspaceId): Promise<SealedConnection | null>;
  /**
   * Upsert: first the row, then its entry; what is as it was keeps its revision. `stale`, and nothing is written, where
   * `seenRevision` is not the newest (0 names none); without it the newest is written over. Throws when what was written
   * does not read back the same.
   */
  put(connection: NewConnection, by: UserId | null, seenRevision?: number): Promise<'saved' | 'stale'>;
  /** Stores only when there is none; a connection that does not open counts as one. */
  putIfAbsent(connection: NewConnection): Promise<void>;
  /** Idempotent. Needs no key: a connection that does not open can be removed too. Answers whether there was one. */
  remove(workspaceId: WorkspaceId, by: UserId | null): Promise<boolean>;
  /** The workspaces that have one. */
  workspaces(): Promise<readonly WorkspaceId[]>;
}

export interface ConnectionsMeans {
  readonly keyv: Keyv & WrittenByRevision;
  readonly secretBox: SecretBox;
  readonly rules: Pick<RulesStore, 'connectionRevision' | 'noteConnection'>;
}

export function createConnections({ keyv, secretBox, rules }: ConnectionsMeans): Connections {
  const readRow = async (workspaceId: WorkspaceId): Promise<Row | null> => {
    const stored: unknown = await keyv.get(workspaceId);
    return stored === undefined ? null : readRowOf(stored);
  };
  /** Writes the entry of a row that has none yet: whatever died in between, what is in force is on record. */
  const note = async (workspaceId: WorkspaceId, row: Row): Promise<void> => {
    const { revision, changedBy: by, changes } = row;
    if (changes.length === 0 || (await rules.connectionRevision(workspaceId)) >= revision) return;
    const channels = changes.flatMap((one) => (one.what === 'auditChannel' ? [one.before, one.after] : []));
    // A deployment that connects itself at its first start tells nobody but the ledger.
    const isFirst = by === null && changes.some((one) => one.what === 'key' && one.before === null);
    const heard = isFirst ? [] : [...channels, row.auditChannel].filter((channel) => channel !== null);
    const tell = [...new Set(heard)].slice(0, 2);
    await rules.noteConnection(workspaceId, revision, { type: 'settings-changed', by, changes, tell });
  };
  const sealedOf = (workspaceId: WorkspaceId, row: Row | null): SealedConnection | null => {
    if (row === null || row.sealedApiKey === null || row.sessionId === null) return null;
    const { sessionId, auditChannel, connectedAt, connectedBy, revision } = row;
    return { workspaceId, sessionId, auditChannel, connectedAt, connectedBy, revision };
  };
  const openKey = createOpenedKeys(secretBox);
  const open = (workspaceId: WorkspaceId, row: Row | null): Connection | null => {
    const sealed = sealedOf(workspaceId, row);
    if (sealed === null || row === null || row.sealedApiKey === null) return null;
    return { ...sealed, apiKey: openKey(workspaceId, row.sealedApiKey) };
  };
  /** What is in force, or is written over, has its entry first: another process may not have come to it yet. */
  const readNoted = async (workspaceId: WorkspaceId): Promise<Row | null> => {
    const row = await readRow(workspaceId);
    if (row !== null) await note(workspaceId, row);
    return row;
  };
  const get = async (workspaceId: WorkspaceId): Promise<Connection | null> => {
    return open(workspaceId, await readNoted(workspaceId));
  };
  /** False where somebody else has written meanwhile: what was decided on the row that was read holds no more. */
  const write = async (workspaceId: WorkspaceId, over: Row | null, row: Row): Promise<boolean> => {
    if (!(await keyv.putIfRevision(workspaceId, over?.revision ?? 0, Row.parse(row)))) return false;
    await note(workspaceId, row);
    return true;
  };
  /** A key that does not open any more has no last characters to tell; what stands beside it is known. */
  const before = (workspaceId: WorkspaceId, row: Row | null): KnownConnection | null => {
    try {
      return open(workspaceId, row);
    } catch (error) {
      const sealed = sealedOf(workspaceId, row);
      if (!(error instanceof SealBroken) || sealed === null) throw error;
      return { ...sealed, apiKey: null };
    }
  };
  const put: Connections['put'] = async (connection, by, seenRevision) => {
    const { workspaceId, apiKey, ...plain } = connection;
    const row = await readNoted(workspaceId);
    if (seenRevision !== undefined && (sealedOf(workspaceId, row)?.revision ?? 0) !== seenRevision)
      return 'stale';
    const changes = connectionChanges(before(workspaceId, row), connection);
    const sealedApiKey = secretBox.seal(apiKey, { workspaceId, field: apiKeyField });
    // As it was: the same state, with its entry, which may still be owed. A claim compares this revision with that entry's.
    const named =
      row !== null && changes.length === 0
        ? { revision: row.revision, changedBy: row.changedBy, changes: row.changes }
        : { revision: (row?.revision ?? 0) + 1, changedBy: by, changes };
    if (!(await write(workspaceId, row, { v: 2, ...plain, sealedApiKey, ...named })))
      return seenRevision === undefined ? put(connection, by) : 'stale';
    const written = await get(workspaceId);
    // Whoever came after has written over it, by a revision of its own.
    if (written?.revision === named.revision && written.apiKey !== apiKey)
      throw new Error(`The connection of ${workspaceId} did not read back as written`);
    return 'saved';
  };
  return {
    get,
    async sealed(workspaceId) {
      return sealedOf(workspaceId, await readRow(workspaceId));
    },
    put,
    async putIfAbsent(connection) {
      const row = await readRow(connection.workspaceId);
      if (row === null || row.sealedApiKey === null) await put(connection, null, 0);
    },
    async remove(workspaceId, by): Promise<boolean> {
      const row = await readNoted(workspaceId);
      if (row === null || row.sealedApiKey === null) return false;
      const changes = connectionChanges(before(workspaceId, row), null);
      const gone = { sealedApiKey: null, sessionId: null, changedBy: by, changes };
      const isGone = await write(workspaceId, row, { ...row, ...gone, revision: row.revision + 1 });
      return isGone || this.remove(workspaceId, by);
    },
    async workspaces() {
      const found: WorkspaceId[] = [];
      for await (const [id] of keyv.iterator?.(undefined) ?? []) {
        const row = await readRow(id as WorkspaceId);
        if (row?.sealedApiKey != null) found.push(id as WorkspaceId);
      }
      return found;
    },
  };
}
