import { RequestEvent } from '../../../leaving/events.ts';
import type { Appended } from '../../../leaving/ports/ledger.ts';
import { afterEntry, beginRequest, type Request, type RequestEntry } from '../../../leaving/request.ts';
import { noteHoldUps } from '../pace/hold-ups.ts';
import { placeOf } from '../pace/number-place.ts';
import type { Steps } from '../steps.ts';
import type { StoreMeans } from '../store-means.ts';
import { writeProjection } from '../tables/project-request.ts';
import { wakeNextOfNumber } from '../tables/wake-number.ts';
import { chainEvents, checked } from './chain.ts';
import type { Entry } from './entry-rows.ts';

/** An entry that tells of a request. Throws where it is a note. */
export function requestEntry({ version, at, event, sequence, hash, subjectId }: Entry): RequestEntry {
  const parsed = RequestEvent.safeParse(event);
  if (!parsed.success) throw new Error(`Request ${subjectId} has ${event.type} in its history`);
  return { version, at, event: parsed.data, sequence, hash };
}

/** Appends to a request inside the caller's transaction, with everything that is derived from it. */
export function* appendEvents(
  { sql, leases }: StoreMeans,
  request: Request,
  events: readonly RequestEvent[],
  now: number,
): Steps<Appended> {
  const row = yield* sql.get(
    'SELECT version, workspace_id FROM requests WHERE request_id = ?',
    request.requestId,
  );
  if (row?.version !== request.version || row.workspace_id !== request.workspaceId) return { kind: 'stale' };
  const safe = events.map((event) => checked(RequestEvent, event));
  const { workspaceId, requestId: subjectId, version } = request;
  const entries = yield* chainEvents(sql, { workspaceId, subjectId, version }, safe, now);
  const after = entries.map(requestEntry).reduce(afterEntry, request);
  yield* writeProjection(sql, request, after, now, leases.isLost);
  yield* noteHoldUps(sql, after, safe, now);
  if (safe.some((event) => freesNumber[event.type])) yield* wakeNextOfNumber(sql, placeOf(after.ask), now);
  return { kind: 'appended', request: after };
}

/** Writes a request's first entry inside the caller's transaction. */
export function* beginEvents(
  { sql, leases }: StoreMeans,
  { workspaceId, requestId }: Pick<Request, 'workspaceId' | 'requestId'>,
  first: RequestEvent,
  now: number,
): Steps<Request> {
  const safe = checked(RequestEvent, first);
  const [entry] = yield* chainEvents(sql, { workspaceId, subjectId: requestId, version: 0 }, [safe], now);
  if (entry === undefined) throw new Error('Nothing was written');
  const request = beginRequest(workspaceId, requestId, requestEntry(entry));
  yield* writeProjection(sql, null, request, now, leases.isLost);
  return request;
}

/** After which events another request of the same number may have its turn. */
const freesNumber: Readonly<Record<RequestEvent['type'], boolean>> = {
  requested: false,
  'joined-by': false,
  approved: false,
  declined: true,
  'approval-expired': true,
  'press-refused': false,
  rechecked: true,
  'put-aside': true,
  calling: false,
  answered: true,
  looked: false,
  'stop-asked': true,
  halted: true,
  'given-up': true,
  'clock-set-back': false,
  finished: true,
  closed: false,
};
