import { newStore } from '../sqlite/file/layout.ts';

/** The layout of this database. Never change one that was released: add the next one, and its migration. */
export const postgresLayoutVersion = 1;

/**
 * The same tables as in SQLite, spelled for Postgres: texts are compared byte by byte, as there. Beside them stand who
 * works on what (a name in a row counts while its replica is alive) and which replicas are.
 */
export const postgresTables = `
  ${spelled(newStore)}
  ALTER TABLE requests ADD COLUMN step_owner TEXT COLLATE "C", ADD COLUMN tell_owner TEXT COLLATE "C";
  ALTER TABLE outbox ADD COLUMN tell_owner TEXT COLLATE "C";
  CREATE TABLE replicas (
    replica_id  TEXT COLLATE "C" PRIMARY KEY,
    alive_until BIGINT NOT NULL
  );
`;

function spelled(sqlite: string): string {
  return sqlite
    .replaceAll(/\bINTEGER\b/g, 'BIGINT')
    .replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"')
    .replaceAll(/\) STRICT(, WITHOUT ROWID)?;/g, ');');
}

/** What this layout's tables and indexes are called. */
export function postgresNames(): string[] {
  const created = /CREATE (?:TABLE|(?:UNIQUE )?INDEX) (\w+)/g;
  return [...postgresTables.matchAll(created)].map(([, name = '']) => name);
}
