import type { EventOf, HaltedWhy } from './events.ts';
import type { GroupId, RequestId, SessionId, UserId, WorkspaceId } from './ids.ts';
import { mayBeTriedAgain } from './leave.ts';
import type { History, HistoryQuery } from './looking-back/history.ts';
import { readHistory } from './looking-back/history.ts';
import { expectedEndOf, outlookOf, type Wished } from './looking-back/outlook.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Request, RequestEntry } from './request.ts';
import { changeRules } from './rules/change-rules.ts';
import type { Rule } from './rules/rules.ts';
import { type ApprovalPress, type ApprovalPressed, pressApproval } from './verbs/approve.ts';
import { type Asked, type AskInput, createAsk, noteRefusal, type RefusedInput } from './verbs/ask.ts';
import { decideOn } from './verbs/over-versions.ts';
import { type AllStopped, halt, type Stopped, type Stopper, stop, stopAll } from './verbs/stop.ts';
import type { VerbMeans } from './verbs/verb-means.ts';
import type { Outlook } from './waiting.ts';

/** A request with what can be said of its end, and the request that asks for its open groups again. */
export interface ShownRequest {
  readonly request: Request;
  readonly outlook: Outlook;
  readonly successor: RequestId | null;
}

/** How Slack was told in the end. */
export type Closing = Omit<EventOf<'closed'>, 'type'>;

/**
 * Everything that can be done with requests. Nothing else loads, folds or appends them, or wakes their work: whoever
 * calls a verb parses, calls one, and answers in words. Every verb throws LedgerUnavailable, and then nothing was done.
 */
export interface Requests {
  ask(input: AskInput): Promise<Asked>;
  /** Keeps that a rule refused somebody who never came as far as a press. */
  refuse(input: RefusedInput, rule: Rule): Promise<void>;
  /** When leaves that are asked for now would have been called (epoch milliseconds). */
  expectedEnd(wished: Wished): Promise<number>;
  stop(workspaceId: WorkspaceId, requestId: RequestId, by: UserId): Promise<Stopped>;
  stopAll(stopper: Stopper): Promise<AllStopped>;
  /** Lifts the stop of everything. Idempotent. */
  lift(stopper: Omit<Stopper, 'person' | 'channelId'>): Promise<void>;
  approve(press: Omit<ApprovalPress, 'press'>): Promise<ApprovalPressed>;
  decline(press: Omit<ApprovalPress, 'press'>): Promise<ApprovalPressed>;
  /** The request whose open groups may be asked for again, with these groups; null when there is none. Asks for nothing. */
  tryAgain(
    workspaceId: WorkspaceId,
    requestId: RequestId,
  ): Promise<{ readonly request: Request; readonly groupIds: readonly GroupId[] } | null>;
  halt(workspaceId: WorkspaceId, why: HaltedWhy): Promise<void>;
  /** Requests that are not told to their end yet, oldest first; of these numbers, or of all (null). */
  open(workspaceId: WorkspaceId, sessions: readonly SessionId[] | null): Promise<readonly ShownRequest[]>;
  /** Null where this workspace has none of this id. */
  show(workspaceId: WorkspaceId, requestId: RequestId): Promise<ShownRequest | null>;
  /** What is to be told of a request, whatever its workspace: only for whoever was woken to tell it. */
  tellable(requestId: RequestId): Promise<ShownRequest | null>;
  /** The record itself, for those who want to see it; empty where there is none. */
  record(workspaceId: WorkspaceId, requestId: RequestId): Promise<readonly RequestEntry[]>;
  history(workspaceId: WorkspaceId, query: HistoryQuery): Promise<History>;
  /** Which of these groups this number was taken out of before, and when. */
  readonly leftBefore: Ledger['leftBefore'];
  /** Slack has been told the end, or could not be told for good. Idempotent. */
  close(workspaceId: WorkspaceId, requestId: RequestId, closing: Closing): Promise<void>;
}

export function createRequests(means: VerbMeans): Requests {
  const { ledger, rules } = means;
  const shown = async (request: Request): Promise<ShownRequest> => {
    const { requestId } = request;
    const [outlook, successor] = await Promise.all([
      outlookOf(request, means),
      request.finishedAt === null ? null : ledger.successor(requestId),
    ]);
    return { request, outlook, successor };
  };
  const show: Requests['show'] = async (workspaceId, requestId) => {
    const request = await ledger.load(requestId);
    return request === null || request.workspaceId !== workspaceId ? null : shown(request);
  };
  return {
    ask: createAsk(means),
    refuse: (input, rule) => noteRefusal(input, rule, means),
    expectedEnd: (wished) => expectedEndOf(wished, means),
    stop: (workspaceId, requestId, by) => stop(means, workspaceId, requestId, by),
    stopAll: (stopper) => stopAll(means, stopper),
    async lift({ workspaceId, by, auditChannel }) {
      const tell = auditChannel === null ? [] : [auditChannel];
      const change = { workspaceId, by, tell, seenRevision: null };
      await changeRules(rules, change, (before) => ({ ...before, stoppedBy: null }));
    },
    approve: (press) => pressApproval(means, { ...press, press: 'approve' }),
    decline: (press) => pressApproval(means, { ...press, press: 'decline' }),
    async tryAgain(workspaceId, requestId) {
      const request = await ledger.load(requestId);
      if (request === null || request.workspaceId !== workspaceId) return null;
      const groupIds = request.leaves.filter(mayBeTriedAgain).map(({ group }) => group.groupId);
      return groupIds.length === 0 ? null : { request, groupIds };
    },
    halt: (workspaceId, why) => halt(means, workspaceId, why),
    async open(workspaceId, sessions) {
      const all: ShownRequest[] = [];
      for (const requestId of await ledger.open(workspaceId)) {
        const one = await show(workspaceId, requestId);
        if (one !== null && (sessions === null || sessions.includes(one.request.ask.sessionId)))
          all.push(one);
      }
      return all;
    },
    show,
    async tellable(requestId) {
      const request = await ledger.load(requestId);
      return request === null ? null : shown(request);
    },
    async record(workspaceId, requestId) {
      const request = await ledger.load(requestId);
      return request?.workspaceId === workspaceId ? ledger.entries(requestId) : [];
    },
    leftBefore: (workspaceId, sessionId, groupIds) => ledger.leftBefore(workspaceId, sessionId, groupIds),
    history: (workspaceId, query) => readHistory(ledger, workspaceId, query),
    async close(workspaceId, requestId, closing) {
      await decideOn(ledger, workspaceId, requestId, ({ closing: before }) =>
        before === null
          ? { kind: 'append', events: [{ type: 'closed', ...closing }] }
          : { kind: 'nothing', why: 'closed' as const },
      );
    },
  };
}
