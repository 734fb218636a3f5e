/**
 * SQL for how many leaves of a request `r` have to be called for the first time. By the request alone: where few leaves are
 * open, a database may take all of them for the shorter way.
 */
export const callsOwed =
  '(SELECT COALESCE(SUM(CASE WHEN l.is_open = 1 AND l.is_called = 0 THEN 1 ELSE 0 END), 0) FROM leaves AS l WHERE l.request_id = r.request_id)';
