import type { Keyv } from 'keyv';
import { z } from 'zod';
import type { WorkspaceId } from '../leaving/ids.ts';
import { readStored } from './read-stored.ts';
import type { SecretBox } from './sealed/secret-box.ts';

const Pending = z.object({
  v: z.literal(1),
  pendingId: z.string(),
  sealedApiKey: z.string(),
  until: z.number().int(),
});

const readPending = readStored('pending key', Pending);

/** Long enough to choose a number and a channel. */
const keptForMs = 10 * 60_000;
const field = 'pendingApiKey';

/** Keys that were checked and wait for the rest of the form: sealed, for ten minutes, the newest one of each workspace. */
export interface PendingKeys {
  put(workspaceId: WorkspaceId, pendingId: string, apiKey: string): Promise<void>;
  /** Null when it is unknown, too old, replaced by a newer one, or another workspace's. */
  get(workspaceId: WorkspaceId, pendingId: string): Promise<string | null>;
  /** Idempotent. */
  remove(workspaceId: WorkspaceId): Promise<void>;
}

export function createPendingKeys(means: {
  readonly keyv: Keyv;
  readonly secretBox: SecretBox;
  /** Epoch milliseconds. */
  readonly now: () => number;
}): PendingKeys {
  const { keyv, secretBox, now } = means;
  return {
    async put(workspaceId, pendingId, apiKey) {
      const sealedApiKey = secretBox.seal(apiKey, { workspaceId, field });
      const pending = Pending.parse({ v: 1, pendingId, sealedApiKey, until: now() + keptForMs });
      await keyv.set(workspaceId, pending, keptForMs);
    },
    async get(workspaceId, pendingId) {
      const stored: unknown = await keyv.get(workspaceId);
      if (stored === undefined) return null;
      const { sealedApiKey, until, pendingId: kept } = readPending(stored);
      return until <= now() || kept !== pendingId
        ? null
        : secretBox.open(sealedApiKey, { workspaceId, field });
    },
    async remove(workspaceId) {
      await keyv.delete(workspaceId);
    },
  };
}
