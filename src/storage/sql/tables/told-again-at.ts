/**
 * SQL for when a request is to be told once more though its version stays: takes the time (epoch milliseconds) three
 * times. It is now, and later than it was: so that whoever tells it at this moment sees that it is due again.
 */
export const toldAgainAt = 'CASE WHEN tell_at >= ? AND tell_at - 999 <= ? THEN tell_at + 1 ELSE ? END';
