import { z } from 'zod';
import { UserId, type WorkspaceId } from '../../../leaving/ids.ts';
import { NoteId } from '../../../leaving/notes.ts';
import type { RulesInForce, RulesStore } from '../../../leaving/ports/rules.ts';
import { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { changesBetween } from '../../../leaving/rules/settings-changes.ts';
import { writeNote } from '../entries/notes.ts';
import type { SqlRow, Steps } from '../steps.ts';
import type { StoreMeans } from '../store-means.ts';

const Row = z.object({
  revision: z.number().int(),
  rules: z.string().nullable(),
  changed_by: UserId.nullable(),
});

const select = 'SELECT revision, rules, changed_by, connection_revision FROM settings WHERE workspace_id = ?';

/**
 * Rules as rows written with their notes. A rule that a stored row does not know yet takes the deployment's default; one
 * that this version does not know is refused loudly, for what decides must not be passed over.
 */
export function createRulesStore({ store, sql, newId }: StoreMeans, defaults: WorkspaceSettings): RulesStore {
  type SettingsNote = Parameters<RulesStore['change']>[3];
  const write = (workspaceId: WorkspaceId, note: SettingsNote, now: number): Steps<unknown> =>
    writeNote(sql, NoteId.parse(newId()), workspaceId, note, now);
  const put = (
    workspaceId: WorkspaceId,
    revision: number,
    rules: WorkspaceSettings | null,
    by: UserId | null,
  ): Steps<number> =>
    sql.run(
      `INSERT INTO settings (workspace_id, revision, rules, changed_by) VALUES (?, ?, ?, ?)
       ON CONFLICT (workspace_id) DO UPDATE SET revision = excluded.revision, rules = excluded.rules,
         changed_by = excluded.changed_by`,
      workspaceId,
      revision,
      rules === null ? null : JSON.stringify(rules),
      by,
    );
  const rulesOf = function* (workspaceId: WorkspaceId): Steps<RulesInForce> {
    return readRules(yield* sql.get(select, workspaceId), defaults);
  };
  const connectionRevisionOf = function* (workspaceId: WorkspaceId): Steps<number> {
    return Number((yield* sql.get(select, workspaceId))?.connection_revision ?? 0);
  };
  return {
    get: (workspaceId) => store.read(() => rulesOf(workspaceId)),
    change: (workspaceId, seenRevision, after, note) =>
      store.write({ durability: 'durable', workspaceId, wakes: true }, function* (now) {
        const { revision } = yield* rulesOf(workspaceId);
        if (revision !== seenRevision) return { kind: 'stale' } as const;
        const rules = WorkspaceSettings.parse(after);
        yield* put(workspaceId, revision + 1, rules, note.by);
        yield* write(workspaceId, { ...note, rules, rulesRevision: revision + 1 }, now);
        const inForce = { settings: rules, revision: revision + 1, changedBy: note.by };
        return { kind: 'changed', rules: inForce } as const;
      }),
    forget: (workspaceId) =>
      store.write({ durability: 'durable', workspaceId }, function* (now) {
        const { revision, settings } = yield* rulesOf(workspaceId);
        const changes = changesBetween(settings, defaults);
        if (changes.length === 0) return;
        yield* put(workspaceId, revision + 1, null, null);
        const inForce = { rules: null, rulesRevision: revision + 1 };
        yield* write(workspaceId, { type: 'settings-changed', by: null, changes, tell: [], ...inForce }, now);
      }),
    connectionRevision: (workspaceId) => store.read(() => connectionRevisionOf(workspaceId)),
    noteConnection: (workspaceId, revision, note) =>
      store.write({ durability: 'durable', workspaceId, wakes: true }, function* (now) {
        if ((yield* connectionRevisionOf(workspaceId)) >= revision) return;
        yield* sql.run(
          `INSERT INTO settings (workspace_id, connection_revision) VALUES (?, ?)
           ON CONFLICT (workspace_id) DO UPDATE SET connection_revision = excluded.connection_revision`,
          workspaceId,
          revision,
        );
        yield* write(workspaceId, { ...note, connectionRevision: revision }, now);
      }),
  };
}

const Rules = z.strictObject(WorkspaceSettings.shape);

function readRules(row: SqlRow | undefined, defaults: WorkspaceSettings): RulesInForce {
  if (row === undefined) return { settings: defaults, revision: 0, changedBy: null };
  const { revision, rules, changed_by: changedBy } = Row.parse(row);
  const settings = rules === null ? defaults : Rules.parse({ ...defaults, ...(JSON.parse(rules) as object) });
  return { settings, revision, changedBy };
}
