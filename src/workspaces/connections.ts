import type { Keyv } from 'keyv';
import { z } from 'zod';
import { ChannelId, SessionId, type WorkspaceId } from '../leaving/ids.ts';
import type { SecretBox } from './secret-box.ts';

/** A workspace's link to Wasend. The key is open in here: never log or show one whole. */
export interface Connection {
  readonly workspaceId: WorkspaceId;
  readonly apiKey: string;
  readonly sessionId: SessionId;
  readonly auditChannel: ChannelId | null;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
}

const StoredConnection = z.object({
  v: z.literal(1),
  sealedApiKey: z.string(),
  sessionId: SessionId,
  auditChannel: ChannelId.nullable(),
  connectedAt: z.number().int(),
});

/** The connections of all workspaces, each API key sealed for its own workspace. */
export interface Connections {
  /** Null when there is none. Throws SealBroken when there is one that does not open. */
  get(workspaceId: WorkspaceId): Promise<Connection | null>;
  /** Upsert. Throws when what was written does not read back the same. */
  put(connection: Connection): Promise<void>;
  /** Stores only when there is none; a connection that does not open counts as one. */
  putIfAbsent(connection: Connection): Promise<void>;
  /** Idempotent. Needs no key: a connection that does not open can be removed too. */
  remove(workspaceId: WorkspaceId): Promise<void>;
}

const field = 'apiKey';

export function createConnections({ keyv, secretBox }: { keyv: Keyv; secretBox: SecretBox }): Connections {
  const get = async (workspaceId: WorkspaceId): Promise<Connection | null> => {
    const stored: unknown = await keyv.get(workspaceId);
    if (stored === undefined) return null;
    const { sealedApiKey, sessionId, auditChannel, connectedAt } = StoredConnection.parse(stored);
    const apiKey = secretBox.open(sealedApiKey, { workspaceId, field });
    return { workspaceId, apiKey, sessionId, auditChannel, connectedAt };
  };
  const put = async (connection: Connection): Promise<void> => {
    const { workspaceId, apiKey, ...plain } = connection;
    const sealedApiKey = secretBox.seal(apiKey, { workspaceId, field });
    await keyv.set(workspaceId, StoredConnection.parse({ v: 1, sealedApiKey, ...plain }));
    const written = await get(workspaceId);
    if (written?.apiKey !== apiKey)
      throw new Error(`The connection of ${workspaceId} did not read back as written`);
  };
  return {
    get,
    put,
    async putIfAbsent(connection) {
      if (!(await keyv.has(connection.workspaceId))) await put(connection);
    },
    async remove(workspaceId) {
      await keyv.delete(workspaceId);
    },
  };
}
