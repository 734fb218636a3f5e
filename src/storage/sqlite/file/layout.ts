/** The store's layout. Never change one that was released: add the next one, and its migration. */
export const layoutVersion = 3;

const holdUp = `
    why           TEXT,
    held_until    INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    last_try_at   INTEGER NOT NULL DEFAULT 0,
    tries         INTEGER NOT NULL DEFAULT 0`;

const requestsTable = `
  CREATE TABLE requests (
    request_id         TEXT    PRIMARY KEY,
    workspace_id       TEXT    NOT NULL,
    lane               TEXT    NOT NULL,
    session_id         TEXT    NOT NULL,
    number             TEXT    NOT NULL,
    asked_by           TEXT    NOT NULL,
    after_request      TEXT,
    version            INTEGER NOT NULL,
    is_closed          INTEGER NOT NULL,
    call_group         TEXT,
    call_owner         TEXT,
    call_lease_until   INTEGER,
    look_at            INTEGER,
    step_at            INTEGER,
    step_tries         INTEGER NOT NULL DEFAULT 0,
    step_failing_since INTEGER,
    tell_at            INTEGER,
    tell_tries         INTEGER NOT NULL DEFAULT 0,
    tell_failing_since INTEGER,
    waiting_since      INTEGER,
    wait_why           TEXT,
    wait_until         INTEGER
  ) STRICT;
  CREATE INDEX requests_of_workspace ON requests (workspace_id, request_id);
  CREATE INDEX requests_of_person ON requests (workspace_id, asked_by, request_id);
  CREATE INDEX open_requests ON requests (workspace_id, request_id) WHERE is_closed = 0;
  CREATE INDEX requests_after ON requests (after_request, request_id) WHERE after_request IS NOT NULL;
  CREATE INDEX due_steps ON requests (step_at, request_id) WHERE step_at IS NOT NULL;
  CREATE INDEX due_tells ON requests (tell_at, request_id) WHERE tell_at IS NOT NULL;
  CREATE INDEX calls_under_way ON requests (lane, session_id) WHERE call_group IS NOT NULL;
  CREATE INDEX numbers_under_way ON requests (number) WHERE call_group IS NOT NULL;
  CREATE INDEX waiting_requests ON requests (lane, waiting_since, request_id) WHERE waiting_since IS NOT NULL;
  CREATE INDEX waiting_numbers ON requests (number, waiting_since, request_id) WHERE waiting_since IS NOT NULL;
  CREATE INDEX requests_by_wait ON requests (lane, wait_why, session_id) WHERE wait_why IS NOT NULL;
  CREATE INDEX numbers_by_wait ON requests (number, wait_why) WHERE wait_why IS NOT NULL;
  CREATE INDEX looks_of_lane ON requests (lane, look_at) WHERE look_at IS NOT NULL;`;

const callsTable = `
  CREATE TABLE calls (
    lane         TEXT    NOT NULL,
    workspace_id TEXT    NOT NULL,
    session_id   TEXT    NOT NULL,
    number       TEXT    NOT NULL,
    time         INTEGER NOT NULL,
    is_leave     INTEGER NOT NULL,
    is_cut       INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX calls_of_lane ON calls (lane, time);
  CREATE INDEX calls_by_age ON calls (time);
  CREATE INDEX calls_of_number ON calls (number, time) WHERE is_leave = 1;
  CREATE INDEX calls_of_session ON calls (lane, session_id, time) WHERE is_leave = 1;`;

/** A number is named by its digits; where these are not known, and for what holds up a session alone, by lane and session. */
const numbersTable = `
  CREATE TABLE numbers (
    number       TEXT    PRIMARY KEY,
    next_call_at INTEGER NOT NULL DEFAULT 0,
    has_gap      INTEGER NOT NULL DEFAULT 0,${holdUp}
  ) STRICT;`;

/** Everything but `entries` and `keyv` is derived from the entries, or checked against them by `verify`. */
const derivedTables = `
  ${requestsTable}

  CREATE TABLE leaves (
    request_id   TEXT    NOT NULL,
    group_id     TEXT    NOT NULL,
    workspace_id TEXT    NOT NULL,
    session_id   TEXT    NOT NULL,
    is_open      INTEGER NOT NULL,
    is_called    INTEGER NOT NULL,
    left_at      INTEGER,
    PRIMARY KEY (request_id, group_id)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX open_leaves ON leaves (workspace_id, session_id, group_id) WHERE is_open = 1;
  CREATE INDEX leaves_of_group ON leaves (workspace_id, group_id, request_id);
  CREATE INDEX left_groups ON leaves (workspace_id, session_id, group_id, left_at) WHERE left_at IS NOT NULL;

  ${callsTable}

  CREATE TABLE lanes (
    lane              TEXT PRIMARY KEY,
    reads_count_until INTEGER NOT NULL DEFAULT 0,${holdUp}
  ) STRICT;
  ${numbersTable}

  CREATE TABLE settings (
    workspace_id        TEXT    PRIMARY KEY,
    revision            INTEGER NOT NULL DEFAULT 0,
    rules               TEXT,
    changed_by          TEXT,
    connection_revision INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE outbox (
    note_id            TEXT    PRIMARY KEY,
    workspace_id       TEXT    NOT NULL,
    tell_at            INTEGER,
    tell_tries         INTEGER NOT NULL DEFAULT 0,
    tell_failing_since INTEGER
  ) STRICT;
  CREATE INDEX due_notes ON outbox (tell_at, note_id) WHERE tell_at IS NOT NULL;
`;

/** A store that is new. */
export const newStore = `
  CREATE TABLE entries (
    workspace_id  TEXT    NOT NULL,
    sequence      INTEGER NOT NULL,
    subject_id    TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    time          INTEGER NOT NULL,
    type          TEXT    NOT NULL,
    data          TEXT    NOT NULL,
    previous_hash TEXT    NOT NULL,
    hash          TEXT    NOT NULL,
    format        INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, sequence),
    UNIQUE (subject_id, version)
  ) STRICT;
  CREATE TABLE chains (
    workspace_id   TEXT PRIMARY KEY,
    last_sequence  INTEGER NOT NULL,
    last_hash      TEXT    NOT NULL
  ) STRICT;
  CREATE TABLE keyv (
    key     TEXT PRIMARY KEY,
    value   TEXT NOT NULL,
    expires INTEGER
  ) STRICT;
  CREATE INDEX keyv_expires ON keyv (expires) WHERE expires IS NOT NULL;
  ${derivedTables}
`;

/** What the first layout's tables become; the derived ones are filled from the entries afterwards. */
export const fromLayout1 = `
  DROP INDEX calls_of_lane;
  DROP INDEX calls_of_session;
  DROP INDEX closings_of_lane;
  DROP INDEX first_entries;
  DROP TABLE open_requests;
  ALTER TABLE entries RENAME COLUMN request_id TO subject_id;
  ALTER TABLE entries ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE chains DROP COLUMN pruned_through;
  ALTER TABLE chains DROP COLUMN pruned_hash;
  ${derivedTables}
`;

const columnsOfLayout2 = `request_id, workspace_id, lane, session_id, asked_by, after_request, version, is_closed, call_group,
    call_owner, call_lease_until, step_at, step_tries, step_failing_since, tell_at, tell_tries, tell_failing_since,
    waiting_since, wait_why, wait_until`;

/** What the second layout's tables become: a number was one of a lane and session there. Numbers are filled in afterwards. */
export const fromLayout2 = `
  ALTER TABLE requests RENAME TO requests_of_layout_2;
  ALTER TABLE calls RENAME TO calls_of_layout_2;
  ALTER TABLE numbers RENAME TO numbers_of_layout_2;
  ${[
    'requests_of_workspace',
    'requests_of_person',
    'open_requests',
    'requests_after',
    'due_steps',
    'due_tells',
  ]
    .concat(['calls_under_way', 'waiting_requests', 'requests_by_wait'])
    .concat(['calls_of_lane', 'calls_of_number', 'calls_by_age'])
    .map((index) => `DROP INDEX ${index};`)
    .join(' ')}
  ${requestsTable}
  ${callsTable}
  ${numbersTable}
  INSERT INTO requests (number, ${columnsOfLayout2})
    SELECT lane || '/' || session_id, ${columnsOfLayout2} FROM requests_of_layout_2;
  INSERT INTO calls (lane, workspace_id, session_id, number, time, is_leave, is_cut)
    SELECT lane, workspace_id, session_id, '', time, is_leave, is_cut FROM calls_of_layout_2;
  DROP TABLE requests_of_layout_2;
  DROP TABLE calls_of_layout_2;
`;
