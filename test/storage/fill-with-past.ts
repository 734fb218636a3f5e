import type pg from 'pg';

/**
 * So many closed requests, five entries and two groups each, of half as many workspaces, with all that stands beside them;
 * a hundredth of it is of the workspace, lane and number that the tests are about. Counted by Postgres.
 */
export async function fillWithPast(client: pg.Client, requests: number, now: number): Promise<void> {
  const workspaces = Math.max(1, Math.floor(requests / 2));
  const of = (what: string, own: string): string =>
    `CASE WHEN i % 100 = 0 THEN '${own}' ELSE '${what}' || (i % ${workspaces}) END`;
  const [workspace, lane, session] = [
    of('TPAST', 'T0ONE'),
    of('lane-past-', 'lane-1'),
    of('s-', 'session-1'),
  ];
  const id = "'0' || lpad(CAST(i AS TEXT), 25, '0')";
  const each = (most: number): string => `FROM generate_series(1, ${most}) AS i`;
  const statements = [
    `INSERT INTO requests (request_id, workspace_id, lane, session_id, number, asked_by, version, is_closed)
       SELECT ${id}, ${workspace}, ${lane}, ${session}, ${session}, 'U0MEI', 5, 1 ${each(requests)}`,
    `INSERT INTO leaves (request_id, group_id, workspace_id, session_id, is_open, is_called, left_at)
       SELECT ${id}, '12036300000000000' || g || '@g.us', ${workspace}, ${session}, 0, 1, ${now} - i ${each(requests)}, generate_series(1, 2) AS g`,
    `INSERT INTO entries (workspace_id, sequence, subject_id, version, time, type, data, previous_hash, hash)
       SELECT ${workspace}, 1000000 + i * 5 + v, ${id}, v, ${now} - i, 'looked', '{}', 'x', 'x' ${each(requests)}, generate_series(1, 5) AS v`,
    `INSERT INTO chains SELECT 'TPAST' || i, 5, 'x' ${each(workspaces)}`,
    `INSERT INTO settings (workspace_id, revision) SELECT 'TPAST' || i, 1 ${each(workspaces)}`,
    `INSERT INTO lanes (lane) SELECT 'lane-past-' || i ${each(workspaces)}`,
    `INSERT INTO numbers (number) SELECT 's-' || i ${each(workspaces)}`,
    `INSERT INTO keyv SELECT 'cards:' || i, '{}', CASE WHEN i % 2 = 0 THEN NULL ELSE 9000000000000 + i END ${each(requests)}`,
    `INSERT INTO calls (lane, workspace_id, session_id, number, time, is_leave)
       SELECT ${lane}, ${workspace}, ${session}, ${session}, ${now} - i * 4, 1 ${each(Math.ceil(requests / 2))}`,
    `INSERT INTO outbox (note_id, workspace_id, tell_at) SELECT ${id}, ${workspace}, ${now} + i ${each(2_000)}`,
    // What is open now: it waits, or is due later.
    `UPDATE requests SET is_closed = 0, step_at = ${now} + 60000, waiting_since = ${now} - 1000, wait_why = 'lane-full'
       WHERE request_id IN (SELECT ${id} ${each(Math.ceil(requests / 100))} WHERE i % 100 <> 0)`,
    'ANALYZE',
  ];
  for (const statement of statements) await client.query(statement);
}
