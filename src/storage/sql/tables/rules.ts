import { z } from 'zod';
import { UserId, type WorkspaceId } from '../../../leaving/ids.ts';
import { NoteId } from '../../../leaving/notes.ts';
import type { RulesInForce, RulesStore } from '../../../leaving/ports/rules.ts';
import { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { changesBetween } from '../../../leaving/rules/settings-changes.ts';
import { inTransaction, type SqlRow } from '../../sqlite/sql.ts';
import { writeNote } from '../entries/notes.ts';
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
export function createRulesStore(
  means: StoreMeans,
  guarded: <T>(work: () => T) => Promise<T>,
  newId: () => string,
  defaults: WorkspaceSettings,
): RulesStore {
  const { sql, clock } = means;
  const write = (workspaceId: WorkspaceId, note: Parameters<RulesStore['change']>[3]): void => {
    writeNote(sql, NoteId.parse(newId()), workspaceId, note, clock.now());
  };
  const put = (
    workspaceId: WorkspaceId,
    revision: number,
    rules: WorkspaceSettings | null,
    by: UserId | null,
  ): void => {
    sql.run(
      `INSERT INTO settings (workspace_id, revision, rules, changed_by) VALUES (?, ?, ?, ?)
       ON CONFLICT (workspace_id) DO UPDATE SET revision = excluded.revision, rules = excluded.rules,
         changed_by = excluded.changed_by`,
      workspaceId,
      revision,
      rules === null ? null : JSON.stringify(rules),
      by,
    );
  };
  const durably = <T>(work: () => T): Promise<T> => guarded(() => inTransaction(sql, 'durable', work));
  return {
    get: (workspaceId) => guarded(() => readRules(sql.get(select, workspaceId), defaults)),
    async change(workspaceId, seenRevision, after, note) {
      const result = await durably(() => {
        const { revision } = readRules(sql.get(select, workspaceId), defaults);
        if (revision !== seenRevision) return { kind: 'stale' } as const;
        const rules = WorkspaceSettings.parse(after);
        put(workspaceId, revision + 1, rules, note.by);
        write(workspaceId, { ...note, rules, rulesRevision: revision + 1 });
        return {
          kind: 'changed',
          rules: { settings: rules, revision: revision + 1, changedBy: note.by },
        } as const;
      });
      means.changed();
      return result;
    },
    async forget(workspaceId) {
      await durably(() => {
        const { revision, settings } = readRules(sql.get(select, workspaceId), defaults);
        const changes = changesBetween(settings, defaults);
        if (changes.length === 0) return;
        put(workspaceId, revision + 1, null, null);
        const inForce = { rules: null, rulesRevision: revision + 1 };
        write(workspaceId, { type: 'settings-changed', by: null, changes, tell: [], ...inForce });
      });
    },
    connectionRevision: (workspaceId) =>
      guarded(() => Number(sql.get(select, workspaceId)?.connection_revision ?? 0)),
    async noteConnection(workspaceId, revision, note) {
      await durably(() => {
        if (Number(sql.get(select, workspaceId)?.connection_revision ?? 0) >= revision) return;
        sql.run(
          `INSERT INTO settings (workspace_id, connection_revision) VALUES (?, ?)
           ON CONFLICT (workspace_id) DO UPDATE SET connection_revision = excluded.connection_revision`,
          workspaceId,
          revision,
        );
        write(workspaceId, { ...note, connectionRevision: revision });
      });
      means.changed();
    },
  };
}

const Rules = z.strictObject(WorkspaceSettings.shape);

function readRules(row: SqlRow | undefined, defaults: WorkspaceSettings): RulesInForce {
  if (row === undefined) return { settings: defaults, revision: 0, changedBy: null };
  const { revision, rules, changed_by: changedBy } = Row.parse(row);
  const settings = rules === null ? defaults : Rules.parse({ ...defaults, ...(JSON.parse(rules) as object) });
  return { settings, revision, changedBy };
}
