import type { UserId, WorkspaceId } from '../ids.ts';
import type { NoteOf } from '../notes.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';

/** The rules in force, with the revision that names them; 0 is the deployment's own. */
export interface RulesInForce {
  readonly settings: WorkspaceSettings;
  readonly revision: number;
  /** Who made this revision; null for the deployment's own. */
  readonly changedBy: UserId | null;
}

/** The rules of all workspaces: each change is one row written with its entry. Throws `LedgerUnavailable`. */
export interface RulesStore {
  /** The defaults where a workspace has not set its own. Throws when what is stored does not read: never the defaults instead. */
  get(workspaceId: WorkspaceId): Promise<RulesInForce>;
  /** Writes rules and note together. `stale` when the revision is not the newest; nothing is written then. */
  change(
    workspaceId: WorkspaceId,
    seenRevision: number,
    after: WorkspaceSettings,
    note: NoteOf<'settings-changed'>,
  ): Promise<{ readonly kind: 'changed'; readonly rules: RulesInForce } | { readonly kind: 'stale' }>;
  /** Back to the deployment's own, with its note. Idempotent. */
  forget(workspaceId: WorkspaceId): Promise<void>;
  /** The newest revision of the connection that has its entry; 0 when there is none. */
  connectionRevision(workspaceId: WorkspaceId): Promise<number>;
  /** Writes the entry of a changed connection. Idempotent: a revision that has its entry gets no second one. */
  noteConnection(workspaceId: WorkspaceId, revision: number, note: NoteOf<'settings-changed'>): Promise<void>;
}
