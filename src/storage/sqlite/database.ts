import { DatabaseSync } from 'node:sqlite';
import { StoreLocked } from '../../errors.ts';

/** The store's layout. Never change a version that was released: add the next one and migrate. */
const schemaVersion = 1;

const schema = `
  CREATE TABLE entries (
    workspace_id  TEXT    NOT NULL,
    sequence      INTEGER NOT NULL,
    request_id    TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    time          INTEGER NOT NULL,
    type          TEXT    NOT NULL,
    data          TEXT    NOT NULL,
    previous_hash TEXT    NOT NULL,
    hash          TEXT    NOT NULL,
    PRIMARY KEY (workspace_id, sequence),
    UNIQUE (request_id, version)
  ) STRICT;
  CREATE INDEX calls_of_lane ON entries (json_extract(data, '$.lane'), time) WHERE type = 'calling';
  CREATE INDEX calls_of_session ON entries (json_extract(data, '$.sessionId'), time) WHERE type = 'calling';
  CREATE INDEX closings_of_lane ON entries (json_extract(data, '$.lane'), json_extract(data, '$.laneClosedUntil'))
    WHERE type = 'answered' AND json_extract(data, '$.laneClosedUntil') IS NOT NULL;
  CREATE INDEX first_entries ON entries (workspace_id, request_id) WHERE version = 1;
  CREATE TABLE open_requests (
    request_id   TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL
  ) STRICT;
  CREATE TABLE chains (
    workspace_id   TEXT PRIMARY KEY,
    last_sequence  INTEGER NOT NULL,
    last_hash      TEXT    NOT NULL,
    pruned_through INTEGER NOT NULL DEFAULT 0,
    pruned_hash    TEXT    NOT NULL
  ) STRICT;
  CREATE TABLE keyv (
    key     TEXT PRIMARY KEY,
    value   TEXT NOT NULL,
    expires INTEGER
  ) STRICT;
  CREATE INDEX keyv_expires ON keyv (expires) WHERE expires IS NOT NULL;
  PRAGMA user_version = ${schemaVersion};
`;

/** How long a write waits for another connection of this process or for a backup. */
const busyTimeoutMs = 2_000;

/** Opens the store and lays it out when it is new. Throws when it was laid out by a newer version of this app. */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  const found = versionOf(database);
  if (found === 0) inTransaction(database, () => database.exec(schema));
  else if (found !== schemaVersion) {
    database.close();
    throw new StoreLocked(
      `The store ${path} has layout ${found}; this version of the app knows layout ${schemaVersion}. Start the newer version.`,
    );
  }
  return database;
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}

/** Runs the work in one write transaction: all of it or, when it throws, nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
