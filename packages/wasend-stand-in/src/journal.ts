import type { Route } from './answering/match-route.ts';
import type { TakenFault } from './faults/faults.ts';

/** One call as the stand-in saw it. */
export interface Call {
  /** Epoch ms of arrival. */
  readonly at: number;
  /** Epoch ms of the answer or the cut; null while the caller is still waiting. */
  endedAt: number | null;
  readonly method: string;
  /** As it came, with the query. */
  readonly path: string;
  /** Null where nothing is. */
  readonly route: Route | null;
  readonly sessionId: string | null;
  readonly groupId: string | null;
  /** The key's last four characters; null without one. */
  readonly key: string | null;
  /** Null when no answer was begun. */
  status: number | null;
  /** Whether it really took the number out of a group. */
  did: boolean;
  fault: TakenFault['kind'] | null;
  /** Leave calls in flight on the session when it began, itself included; 0 for reads. */
  readonly concurrent: number;
}

/** Something about a request that Wasend may take, and a careful client does not send. */
export interface Problem {
  readonly at: number;
  readonly path: string;
  readonly message: string;
}

/** What a call says of itself when it arrives; `key` is whole. */
type Arrival = Pick<Call, 'method' | 'path' | 'route' | 'sessionId' | 'groupId' | 'key'>;

export interface Journal {
  readonly calls: Call[];
  readonly problems: Problem[];
  begin(arrival: Arrival): Call;
  /** The call is over for its caller. The first time counts. */
  end(call: Call): void;
  note(path: string, message: string): void;
  leaveCalls(groupId?: string): Call[];
  mostInAnyWindow(windowMs: number): number;
  maxConcurrentPerSession(): number;
}

/** Keeps everything in memory until the stand-in is gone. `now` is epoch ms. */
export function createJournal(now: () => number): Journal {
  const calls: Call[] = [];
  const problems: Problem[] = [];
  const leavesByKey = new Map<string | null, number[]>();
  const leaves = (): Call[] => calls.filter(({ route }) => route === 'leave');
  return {
    calls,
    problems,
    begin({ key, ...arrival }) {
      const at = now();
      const inFlight = leaves().filter(
        (call) => call.endedAt === null && call.sessionId === arrival.sessionId,
      );
      const concurrent = arrival.route === 'leave' ? inFlight.length + 1 : 0;
      const keyEnd = key === null ? null : key.slice(-4);
      const call = {
        ...arrival,
        at,
        key: keyEnd,
        endedAt: null,
        status: null,
        did: false,
        fault: null,
        concurrent,
      };
      calls.push(call);
      if (arrival.route === 'leave') leavesByKey.set(key, [...(leavesByKey.get(key) ?? []), at]);
      return call;
    },
    end(call) {
      call.endedAt ??= now();
    },
    note: (path, message) => void problems.push({ at: now(), path, message }),
    leaveCalls: (groupId) => leaves().filter((call) => groupId === undefined || call.groupId === groupId),
    mostInAnyWindow: (windowMs) =>
      Math.max(0, ...[...leavesByKey.values()].map((ats) => mostIn(ats, windowMs))),
    maxConcurrentPerSession: () => Math.max(0, ...leaves().map(({ concurrent }) => concurrent)),
  };
}

/** The most of these times that one window of that length, open at its end, can hold. */
function mostIn(times: readonly number[], windowMs: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  let most = 0;
  let first = 0;
  for (const [index, time] of sorted.entries()) {
    while ((sorted[first] ?? time) <= time - windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
