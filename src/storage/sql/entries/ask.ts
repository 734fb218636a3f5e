import type { AskedGroup, EventOf } from '../../../leaving/events.ts';
import { GroupId, RequestId, UserId } from '../../../leaving/ids.ts';
import type { Ask, AskTaken, Joined } from '../../../leaving/ports/ledger.ts';
import { placeOf } from '../pace/number-place.ts';
import type { Steps } from '../steps.ts';
import type { StoreMeans } from '../store-means.ts';
import { callsOwed } from '../tables/calls-owed.ts';
import { toldAgainAt } from '../tables/told-again-at.ts';
import { appendEvents, beginEvents } from './append.ts';
import { loadRequest } from './load.ts';

const dayMs = 24 * 60 * 60_000;

/** Takes an ask inside the caller's transaction: once, by the rules it was judged by, and no group twice. */
export function* takeAsk(means: StoreMeans, ask: Ask, now: number): Steps<AskTaken> {
  const { sql } = means;
  const { workspaceId, requestId } = ask;
  if ((yield* sql.get('SELECT 1 FROM requests WHERE request_id = ?', requestId)) !== undefined)
    return { kind: 'repeated' };
  const inForce = yield* sql.get('SELECT revision FROM settings WHERE workspace_id = ?', workspaceId);
  if (Number(inForce?.revision ?? 0) !== ask.settingsRevision) return { kind: 'rules-changed' };
  const joined = yield* beingLeft(means, ask);
  const isJoined = new Set(joined.map(({ group }) => group.groupId));
  const groups = ask.groups.filter(({ groupId }) => !isJoined.has(groupId));
  if (groups.length > 0 && ask.dailyCap !== null) {
    const used = yield* usedOfCap(means, ask, now);
    if (used + groups.length > ask.dailyCap) return { kind: 'over-cap', used, cap: ask.dailyCap };
  }
  yield* noteJoined(means, ask, joined, now);
  if (groups.length === 0) return { kind: 'all-joined', joined };
  const request = yield* beginEvents(means, ask, requested(ask, groups, joined), now);
  // The card of the ended request links this one from now on.
  const { after } = ask.event;
  if (after !== undefined) {
    yield* sql.run(
      `UPDATE requests SET tell_at = ${toldAgainAt} WHERE request_id = ? AND workspace_id = ?`,
      now,
      now,
      now,
      after,
      workspaceId,
    );
  }
  return { kind: 'accepted', request, joined };
}

function requested(ask: Ask, groups: AskedGroup[], joined: readonly Joined[]): EventOf<'requested'> {
  const approval = ask.approvalFor(groups);
  return {
    ...ask.event,
    groups,
    joined: joined.map(({ group, requestId }) => ({ groupId: group.groupId, requestId })),
    ...(approval === undefined ? {} : { approval }),
  };
}

function* beingLeft({ sql }: StoreMeans, { workspaceId, event, groups }: Ask): Steps<Joined[]> {
  const joined: Joined[] = [];
  for (const group of groups) {
    const row = yield* sql.get(
      `SELECT l.request_id, r.asked_by FROM leaves AS l JOIN requests AS r ON r.request_id = l.request_id
       WHERE l.workspace_id = ? AND l.session_id = ? AND l.group_id = ? AND l.is_open = 1`,
      workspaceId,
      event.sessionId,
      group.groupId,
    );
    if (row === undefined) continue;
    joined.push({ group, by: UserId.parse(row.asked_by), requestId: RequestId.parse(row.request_id) });
  }
  return joined;
}

/** Tells each request whose groups were asked for once more by whom, so that they hear its end too. */
function* noteJoined(means: StoreMeans, { event }: Ask, joined: readonly Joined[], now: number): Steps<void> {
  for (const requestId of new Set(joined.map((one) => one.requestId))) {
    const other = yield* loadRequest(means.sql, requestId);
    if (other === null || other.ask.by === event.by) continue;
    const groups = joined
      .filter((one) => one.requestId === requestId)
      .map(({ group }) => GroupId.parse(group.groupId));
    yield* appendEvents(
      means,
      other,
      [{ type: 'joined-by', by: event.by, channelId: event.channelId, groups }],
      now,
    );
  }
}

/**
 * Leave calls of the number in the last day, and those that open requests still have to make for the first time: the
 * workspace's own, for this is told. What others use of the number is counted at the call.
 */
function* usedOfCap({ sql }: StoreMeans, { workspaceId, event }: Ask, now: number): Steps<number> {
  const { number, lane, sessionId } = placeOf(event);
  const made = yield* sql.get(
    `SELECT COUNT(*) AS calls FROM calls WHERE workspace_id = ? AND is_leave = 1 AND time > ?
       AND (number = ? OR (lane = ? AND session_id = ?))`,
    workspaceId,
    now - dayMs,
    number,
    lane,
    sessionId,
  );
  const owed = yield* sql.get(
    `SELECT SUM(${callsOwed}) AS leaves FROM requests AS r
     WHERE r.workspace_id = ? AND r.is_closed = 0 AND (r.number = ? OR (r.lane = ? AND r.session_id = ?))`,
    workspaceId,
    number,
    lane,
    sessionId,
  );
  return Number(made?.calls ?? 0) + Number(owed?.leaves ?? 0);
}
