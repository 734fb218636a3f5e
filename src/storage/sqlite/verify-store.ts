import { DatabaseSync } from 'node:sqlite';
import { verifyWorkspaces } from '../sql/verify/verify-workspaces.ts';
import type { StoreVerdict } from '../verify.ts';
import { layoutVersion, newStore } from './file/layout.ts';
import { type Database, sqliteSteps } from './sql.ts';

/** Checks the whole store in one snapshot, so that a running app beside it is no fault. Reads only. `now` is epoch milliseconds. */
export function verifyStore(database: Database, now: number): StoreVerdict {
  const { file } = database;
  file.exec('BEGIN');
  try {
    const faults = [...fileFaults(file), ...schemaFaults(file)];
    return { file: faults, workspaces: database.run(verifyWorkspaces(sqliteSteps, now)) };
  } finally {
    file.exec('ROLLBACK');
  }
}

/** SQLite's own check: a damaged index would hide entries from whoever reads by it. */
function fileFaults(file: DatabaseSync): string[] {
  return file
    .prepare('PRAGMA integrity_check(10)')
    .all()
    .map((row) => String(row.integrity_check))
    .filter((word) => word !== 'ok');
}

/** Tables, indexes and triggers must be exactly those of this layout: a view or trigger of somebody else's could lie. */
function schemaFaults(file: DatabaseSync): string[] {
  const wanted = objectsOf(laidOut());
  const found = objectsOf(file);
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

function objectsOf(file: DatabaseSync): Map<string, string> {
  const rows = file
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    .all();
  return new Map(rows.map((row) => [`${row.type} ${row.name}`, normal(String(row.sql))]));
}

/** A table that was altered on the way from an earlier layout spells the same columns a little differently. */
function normal(text: string): string {
  return text
    .replace(/["\s]+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1')
    .trim();
}
