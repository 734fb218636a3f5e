import { LedgerUnavailable } from '../../../errors.ts';
import type { Request } from '../../../leaving/request.ts';
import type { Steps } from '../steps.ts';
import type { StoreMeans } from '../store-means.ts';

/** From its claim to its first byte a call takes no longer: its lease is that much longer than it may last. */
const mostMs = 10_000;

/** Within this a call goes out as it was claimed: of the jitter that the window allows for, most is left to the wire. */
const promptMs = 100;

/**
 * Sees to a call whose record is written, `passedMs` after the claim was judged. The API counts what arrives: a call that
 * can be made late only counts from now on. One that is too late is not made any more, for another replica may settle it
 * while it is under way; it is settled by looking, as a lost call is. Throws LedgerUnavailable for that.
 */
export async function countLate(means: StoreMeans, request: Request, passedMs: number): Promise<void> {
  if (passedMs > mostMs)
    throw new LedgerUnavailable('The call was written too late to be made within its lease.');
  if (passedMs <= promptMs) return;
  const { lane } = request.ask;
  const status = request.leaves.map((leave) => leave.status).find(({ kind }) => kind === 'calling');
  if (status?.kind !== 'calling') return;
  const { since, owner } = status;
  await means.losable.write({ durability: 'losable', lane }, (now) => countFrom(means, request, since, now));
  means.ownCalls.sent(lane, owner);
}

/** A call that does not stand where its entry says is told from the others by its place alone: `is_cut` says so. */
function countFrom(
  { sql }: StoreMeans,
  { workspaceId, ask }: Request,
  since: number,
  now: number,
): Steps<number> {
  return sql.run(
    `UPDATE calls SET time = ?, is_cut = 1 WHERE lane = ? AND time = ? AND workspace_id = ? AND session_id = ? AND is_leave = 1`,
    now,
    ask.lane,
    since,
    workspaceId,
    ask.sessionId,
  );
}
