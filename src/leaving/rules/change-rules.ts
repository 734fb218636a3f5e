import type { ChannelId, UserId, WorkspaceId } from '../ids.ts';
import type { NoteOf } from '../notes.ts';
import type { RulesInForce, RulesStore } from '../ports/rules.ts';
import type { WorkspaceSettings } from './settings.ts';
import { changesBetween } from './settings-changes.ts';

export interface RulesChange {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  /** The audit channels that hear of it. */
  readonly tell: readonly ChannelId[];
  /** The revision a form was opened with; null where the change is right whatever the rules are by now. */
  readonly seenRevision: number | null;
}

export type RulesChanged =
  | { readonly kind: 'changed'; readonly rules: RulesInForce }
  | { readonly kind: 'as-before' }
  /** Somebody else changed them meanwhile; nothing was saved. */
  | { readonly kind: 'stale'; readonly rules: RulesInForce };

/** Changes the rules of a workspace: rules and entry in one write. Nothing is written when nothing differs. Throws LedgerUnavailable. */
export async function changeRules(
  rules: RulesStore,
  { workspaceId, by, tell, seenRevision }: RulesChange,
  change: (before: WorkspaceSettings) => WorkspaceSettings,
): Promise<RulesChanged> {
  for (;;) {
    const inForce = await rules.get(workspaceId);
    if (seenRevision !== null && inForce.revision !== seenRevision) return { kind: 'stale', rules: inForce };
    const after = change(inForce.settings);
    const changes = changesBetween(inForce.settings, after);
    if (changes.length === 0) return { kind: 'as-before' };
    const note: NoteOf<'settings-changed'> = {
      type: 'settings-changed',
      by,
      changes,
      tell: [...new Set(tell)],
    };
    const changed = await rules.change(workspaceId, inForce.revision, after, note);
    if (changed.kind === 'changed') return changed;
  }
}
