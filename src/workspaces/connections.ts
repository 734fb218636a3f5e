import { z } from 'zod';
import { SealBroken } from '../errors.ts';
import { ChannelId, SessionId, UserId, type WorkspaceId } from '../leaving/ids.ts';
import type { RulesStore } from '../leaving/ports/rules.ts';
import { SettingChange } from '../leaving/rules/settings-changes.ts';
import { connectionChanges, type KnownConnection } from './connection-changes.ts';
import { readStored } from './read-stored.ts';
import type { SecretBox } from './sealed/secret-box.ts';
import { isSame, type SwappingKeyv } from './swapping-keyv.ts';

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
  /** Upsert: first the row, then its entry; what is as it was keeps its revision. Throws when what was written does not read back the same. */
  put(connection: NewConnection, by: UserId | null): Promise<void>;
  /** Stores only when there is none; a connection that does not open counts as one. */
  putIfAbsent(connection: NewConnection): Promise<void>;
  /** Idempotent. Needs no key: a connection that does not open can be removed too. Answers whether there was one. */
  remove(workspaceId: WorkspaceId, by: UserId | null): Promise<boolean>;
  /** The workspaces that have one. */
  workspaces(): Promise<readonly WorkspaceId[]>;
}

const field = 'apiKey';

export interface ConnectionsMeans {
  readonly keyv: SwappingKeyv;
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
  const open = (workspaceId: WorkspaceId, row: Row | null): Connection | null => {
    const sealed = sealedOf(workspaceId, row);
    if (sealed === null || row === null || row.sealedApiKey === null) return null;
    return { ...sealed, apiKey: secretBox.open(row.sealedApiKey, { workspaceId, field }) };
  };
  const get = async (workspaceId: WorkspaceId): Promise<Connection | null> => {
    const row = await readRow(workspaceId);
    if (row !== null) await note(workspaceId, row);
    return open(workspaceId, row);
  };
  /**
   * Replaces a row by what `next` makes of it, or of its absence; null leaves it. Where another process comes between it
   * is made anew, from what that one wrote. What is replaced has its entry first. Answers the row that was written.
   */
  const change = async (
    workspaceId: WorkspaceId,
    next: (row: Row | null) => Row | null,
  ): Promise<Row | null> => {
    for (;;) {
      const stored: unknown = await keyv.get(workspaceId);
      const row = stored === undefined ? null : readRowOf(stored);
      if (row !== null) await note(workspaceId, row);
      const after = next(row);
      if (after === null) return null;
      if (!(await keyv.swap(workspaceId, isSame(stored), Row.parse(after), null))) continue;
      await note(workspaceId, after);
      return after;
    }
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
  const store = async (
    { apiKey, ...connection }: NewConnection,
    by: UserId | null,
    may: (row: Row | null) => boolean,
  ): Promise<void> => {
    const { workspaceId, ...plain } = connection;
    const written = await change(workspaceId, (row) => {
      if (!may(row)) return null;
      const changes = connectionChanges(before(workspaceId, row), { ...connection, apiKey });
      const sealedApiKey = secretBox.seal(apiKey, { workspaceId, field });
      // As it was: the same state, with its entry, which may still be owed. A claim compares this revision with that entry's.
      const named =
        row !== null && changes.length === 0
          ? { revision: row.revision, changedBy: row.changedBy, changes: row.changes }
          : { revision: (row?.revision ?? 0) + 1, changedBy: by, changes };
      return { v: 2, ...plain, sealedApiKey, ...named };
    });
    const back = written === null ? null : await readRow(workspaceId);
    // Another process may have changed it since; that is no fault of what was written.
    if (written === null || (back !== null && back.revision !== written.revision)) return;
    if (open(workspaceId, back)?.apiKey !== apiKey)
      throw new Error(`The connection of ${workspaceId} did not read back as written`);
  };
  return {
    get,
    async sealed(workspaceId) {
      return sealedOf(workspaceId, await readRow(workspaceId));
    },
    put: (connection, by) => store(connection, by, () => true),
    putIfAbsent: (connection) => store(connection, null, (row) => row === null || row.sealedApiKey === null),
    async remove(workspaceId, by) {
      const gone = await change(workspaceId, (row) => {
        if (row === null || row.sealedApiKey === null) return null;
        const changes = connectionChanges(before(workspaceId, row), null);
        const removed = { sealedApiKey: null, sessionId: null, changedBy: by, changes };
        return { ...row, ...removed, revision: row.revision + 1 };
      });
      return gone !== null;
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
