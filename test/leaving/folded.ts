import type { RequestEvent } from '../../src/leaving/events.ts';
import { RequestId, UserId } from '../../src/leaving/ids.ts';
import type { LeaveAnswer } from '../../src/leaving/outcome.ts';
import { afterEntry, beginRequest, type Request } from '../../src/leaving/request.ts';
import {
  askedGroup,
  channelId,
  groupId,
  lane,
  mei,
  sessionId,
  workspaceId,
} from '../contracts/open-store.ts';

export const requestId = RequestId.parse('01J00000000000000000000001');
export const ana = UserId.parse('U0ANA');
export const hash = 'f'.repeat(64);

/** Folds these events, one second apart, into a request of two groups. */
export function folded(...events: RequestEvent[]): Request {
  const first: RequestEvent = {
    type: 'requested',
    by: mei,
    channelId,
    sessionId,
    number: { phone: null, name: null },
    lane,
    groups: [askedGroup(1), askedGroup(2)],
    joined: [],
    reason: null,
    auditChannel: null,
    holdUntil: 500,
  };
  const begun = beginRequest(workspaceId, requestId, {
    version: 1,
    at: 0,
    event: first,
    sequence: 7,
    hash: 'a',
  });
  return events.reduce((request, event, index) => {
    const at = (index + 1) * 1_000;
    return afterEntry(request, { version: index + 2, at, event, sequence: index + 8, hash });
  }, begun);
}
export const calling = (number = 1, attempt = 1): RequestEvent => ({
  type: 'calling',
  groupId: groupId(number),
  attempt,
  lane,
  sessionId,
  owner: 'one/1',
  leaseUntil: 9_000,
  foundAs: ['1@lid'],
});
export const answered = (
  answer: Partial<LeaveAnswer> & Pick<LeaveAnswer, 'class'>,
  attempt = 1,
): RequestEvent => ({
  type: 'answered',
  groupId: groupId(1),
  attempt,
  answer: { status: 200, said: null, ...answer },
});
export const lost = answered({ class: 'unknown', status: null });
export const statusOf = (request: Request): unknown => request.leaves[0]?.status;
