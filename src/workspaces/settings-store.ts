import type { Keyv } from 'keyv';
import { z } from 'zod';
import type { WorkspaceId } from '../leaving/ids.ts';
import { WorkspaceSettings } from '../leaving/rules/settings.ts';

const StoredSettings = z.object({ v: z.literal(1), settings: WorkspaceSettings });

/** The settings of all workspaces. */
export interface SettingsStore {
  /** The defaults where a workspace has not set its own. Throws when what is stored does not read: never the defaults instead. */
  get(workspaceId: WorkspaceId): Promise<WorkspaceSettings>;
  /** Upsert. */
  put(workspaceId: WorkspaceId, settings: WorkspaceSettings): Promise<void>;
  /** Idempotent. */
  remove(workspaceId: WorkspaceId): Promise<void>;
}

export function createSettingsStore(keyv: Keyv, defaults: WorkspaceSettings): SettingsStore {
  return {
    async get(workspaceId) {
      const stored: unknown = await keyv.get(workspaceId);
      return stored === undefined ? defaults : StoredSettings.parse(stored).settings;
    },
    async put(workspaceId, settings) {
      await keyv.set(workspaceId, StoredSettings.parse({ v: 1, settings }));
    },
    async remove(workspaceId) {
      await keyv.delete(workspaceId);
    },
  };
}
