import { WorkspaceId } from '../../../leaving/ids.ts';
import type { Fault } from '../../verify.ts';
import { entriesOf } from '../entries/load.ts';
import type { Sql, Steps } from '../steps.ts';
import { type InForce, inForceOf } from '../tables/in-force.ts';

/** The rules in force and the revisions must be those of the newest entries that name them. */
export function* verifySettings(sql: Sql, workspaceId: string): Steps<Fault[]> {
  const fault = (where: string, why: string): Fault => ({ workspaceId, where, why });
  try {
    const wanted = yield* newestInForce(sql, workspaceId);
    const found = yield* inForceOf(sql, WorkspaceId.parse(workspaceId));
    const names = ['rules', 'rulesRevision', 'connectionRevision'] as const;
    return names
      .filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(found[name]))
      .map((name) => fault(name, 'is not what the newest entry about it says'));
  } catch (error) {
    return [fault('settings', `cannot be read: ${(error as Error).message}`)];
  }
}

function* newestInForce(sql: Sql, workspaceId: string): Steps<InForce> {
  let newest: InForce = { rules: null, rulesRevision: 0, connectionRevision: 0 };
  const notes = yield* sql.all(
    "SELECT subject_id FROM entries WHERE workspace_id = ? AND type IN ('settings-changed', 'pruned') ORDER BY sequence",
    workspaceId,
  );
  for (const { subject_id: noteId } of notes) {
    const [entry] = yield* entriesOf(sql, String(noteId));
    if (entry?.event.type !== 'settings-changed' && entry?.event.type !== 'pruned') continue;
    const { rules, rulesRevision, connectionRevision } = entry.event;
    newest = {
      rules: rules === undefined ? newest.rules : rules,
      rulesRevision: rulesRevision ?? newest.rulesRevision,
      connectionRevision: connectionRevision ?? newest.connectionRevision,
    };
  }
  return newest;
}
