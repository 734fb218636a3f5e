import { isWaitingForApproval } from '../../../src/leaving/advance/next-step.ts';
import type { Leave } from '../../../src/leaving/leave.ts';
import type { Request } from '../../../src/leaving/request.ts';

/** How one request fared; times are epoch milliseconds, null while they have not come. */
export interface Followed {
  readonly requestId: string;
  readonly workspaceId: string;
  readonly groups: number;
  readonly askedAt: number;
  /** True where nothing else of its lane was open when it was asked. */
  readonly wasAlone: boolean;
  readonly neededApproval: boolean;
  /** Since when nobody but the queue holds it up. */
  readyAt: number | null;
  firstCallAt: number | null;
  shownAt: number | null;
  finishedAt: number | null;
  closedAt: number | null;
  /** Its leaves that wait for a call. */
  waiting: number;
  entries: number;
  told: string | null;
}

/** The queue of one key. */
interface LaneSeen {
  open: number;
  length: number;
  longest: number;
}

/** Every request of the day from its record alone, and the queues they stood in. */
export class FollowedRequests {
  readonly all = new Map<string, Followed>();
  readonly lanes = new Map<string, LaneSeen>();
  readonly ends = new Map<Leave['status']['kind'], number>();
  /** Leaves that were given up though nobody wanted it so, by why. */
  readonly givenUp = new Map<string, number>();
  open = 0;
  /** Leaves that wait for a call in all lanes together. */
  waiting = 0;
  mostWaiting = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes a request as it has just become. */
  onRequest(request: Request): void {
    const lane = this.#lane(request.ask.lane);
    const one = this.all.get(request.requestId) ?? this.#begin(request, lane);
    const now = this.#now();
    const waits = isWaitingForApproval(request);
    if (!waits) one.readyAt ??= now;
    if (request.leaves.some((leave) => leave.calledAt !== null)) one.firstCallAt ??= now;
    one.entries = Math.max(one.entries, request.version);
    const waiting = waits ? 0 : request.leaves.filter(({ status }) => status.kind === 'waiting').length;
    this.#wait(one, lane, waiting);
    if (request.finishedAt !== null && one.finishedAt === null) {
      one.finishedAt = now;
      for (const { status } of request.leaves) this.#end(status);
    }
    if (request.closing !== null && one.closedAt === null) {
      one.closedAt = now;
      one.told = request.closing.card;
      this.open -= 1;
      lane.open -= 1;
    }
  }

  /** A message that names this request was taken by Slack. */
  onMessage(requestId: string): void {
    const one = this.all.get(requestId);
    if (one !== undefined) one.shownAt ??= this.#now();
  }

  #begin(request: Request, lane: LaneSeen): Followed {
    const one: Followed = {
      requestId: request.requestId,
      workspaceId: request.workspaceId,
      groups: request.leaves.length,
      askedAt: request.askedAt,
      wasAlone: lane.open === 0,
      neededApproval: request.approval !== null,
      readyAt: null,
      firstCallAt: null,
      shownAt: null,
      finishedAt: null,
      closedAt: null,
      waiting: 0,
      entries: 0,
      told: null,
    };
    this.all.set(request.requestId, one);
    this.open += 1;
    lane.open += 1;
    return one;
  }

  #end(status: Leave['status']): void {
    this.ends.set(status.kind, (this.ends.get(status.kind) ?? 0) + 1);
    if (status.kind !== 'not-asked' && status.kind !== 'set-aside') return;
    if (status.why === 'declined' || status.why === 'approval-expired') return;
    this.givenUp.set(status.why, (this.givenUp.get(status.why) ?? 0) + 1);
  }

  #wait(one: Followed, lane: LaneSeen, waiting: number): void {
    const change = waiting - one.waiting;
    one.waiting = waiting;
    lane.length += change;
    lane.longest = Math.max(lane.longest, lane.length);
    this.waiting += change;
    this.mostWaiting = Math.max(this.mostWaiting, this.waiting);
  }

  #lane(id: string): LaneSeen {
    const lane = this.lanes.get(id) ?? { open: 0, length: 0, longest: 0 };
    this.lanes.set(id, lane);
    return lane;
  }
}
