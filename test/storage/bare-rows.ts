import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** A row as it stands in a table. */
type Row = Record<string, SQLInputValue>;

/** Writes rows straight into the tables of a store, with as little in them as the tables allow. */
export function bareRows(databaseNow: () => DatabaseSync) {
  const insert = (table: string, row: Row): void => {
    const names = Object.keys(row);
    const marks = names.map(() => '?').join(', ');
    databaseNow()
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`)
      .run(...Object.values(row));
  };
  const ofWorkspace = { lane: 'l', workspace_id: 't', session_id: 's', number: 'n' };
  return {
    insert,
    call: (time: number, more: Row = {}): void =>
      insert('calls', { ...ofWorkspace, time, is_leave: 1, ...more }),
    request: (more: Row = {}): void =>
      insert('requests', {
        ...ofWorkspace,
        request_id: 'r',
        asked_by: 'u',
        version: 1,
        is_closed: 0,
        ...more,
      }),
  };
}
