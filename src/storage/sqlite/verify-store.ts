import { DatabaseSync } from 'node:sqlite';
import { verifyChain } from '../sql/verify/verify-chain.ts';
import { verifyDerived } from '../sql/verify/verify-derived.ts';
import { verifyPace } from '../sql/verify/verify-pace.ts';
import { verifySettings } from '../sql/verify/verify-settings.ts';
import type { StoreVerdict, WorkspaceVerdict } from '../verify.ts';
import { layoutVersion, newStore } from './file/layout.ts';
import { createSql, type Sql } from './sql.ts';

/** Checks the whole store in one snapshot, so that a running app beside it is no fault. Reads only. `now` is epoch milliseconds. */
export function verifyStore(sql: Sql, now: number): StoreVerdict {
  sql.database.exec('BEGIN');
  try {
    const file = [...fileFaults(sql), ...schemaFaults(sql)];
    const workspaces = sql
      .all(
        `SELECT DISTINCT workspace_id FROM entries UNION SELECT workspace_id FROM chains UNION SELECT workspace_id FROM requests
         UNION SELECT workspace_id FROM leaves UNION SELECT workspace_id FROM settings UNION SELECT workspace_id FROM outbox`,
      )
      .map((row) => verifyWorkspace(sql, String(row.workspace_id), now));
    return { file, workspaces };
  } finally {
    sql.database.exec('ROLLBACK');
  }
}

function verifyWorkspace(sql: Sql, workspaceId: string, now: number): WorkspaceVerdict {
  const chain = verifyChain(sql, workspaceId);
  const faults = [
    ...chain.faults,
    ...verifyDerived(sql, workspaceId),
    ...verifyPace(sql, workspaceId, now),
    ...verifySettings(sql, workspaceId),
  ];
  const { entries, firstSequence, lastHash, prunedEntries } = chain;
  return { workspaceId, entries, firstSequence, lastHash, prunedEntries, faults };
}

/** SQLite's own check: a damaged index would hide entries from whoever reads by it. */
function fileFaults(sql: Sql): string[] {
  return sql
    .all('PRAGMA integrity_check(10)')
    .map((row) => String(row.integrity_check))
    .filter((word) => word !== 'ok');
}

/** Tables, indexes and triggers must be exactly those of this layout: a view or trigger of somebody else's could lie. */
function schemaFaults(sql: Sql): string[] {
  const wanted = objectsOf(createSql(laidOut()));
  const found = objectsOf(sql);
  const missing = [...wanted]
    .filter(([name, text]) => found.get(name) !== text)
    .map(([name]) => `${name} is missing or was changed`);
  const strange = [...found.keys()]
    .filter((name) => !wanted.has(name))
    .map((name) => `${name} is not of this app`);
  return [...missing, ...strange];
}

function laidOut(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(`${newStore} PRAGMA user_version = ${layoutVersion}`);
  return database;
}

function objectsOf(sql: Sql): Map<string, string> {
  const rows = sql.all(
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return new Map(rows.map((row) => [`${row.type} ${row.name}`, normal(String(row.sql))]));
}

/** A table that was altered on the way from an earlier layout spells the same columns a little differently. */
function normal(text: string): string {
  return text
    .replace(/["\s]+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1')
    .trim();
}
