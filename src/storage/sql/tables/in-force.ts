import type { WorkspaceId } from '../../../leaving/ids.ts';
import type { NoteOf } from '../../../leaving/notes.ts';
import { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import type { Sql, Steps } from '../steps.ts';

export type InForce = Pick<NoteOf<'pruned'>, 'rules' | 'rulesRevision' | 'connectionRevision'>;

/** What an entry says of the rules and the connection in force. Throws where the stored rules do not read. */
export function* inForceOf(sql: Sql, workspaceId: WorkspaceId): Steps<InForce> {
  const row = yield* sql.get(
    'SELECT revision, rules, connection_revision FROM settings WHERE workspace_id = ?',
    workspaceId,
  );
  return {
    rules: typeof row?.rules === 'string' ? WorkspaceSettings.partial().parse(JSON.parse(row.rules)) : null,
    rulesRevision: Number(row?.revision ?? 0),
    connectionRevision: Number(row?.connection_revision ?? 0),
  };
}
