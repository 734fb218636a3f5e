import type { GroupId } from '../../../src/leaving/ids.ts';
import type { LeaveAnswer } from '../../../src/leaving/outcome.ts';
import type { ReadResult, WasendClient } from '../../../src/leaving/ports/wasend.ts';
import type { GroupFacts } from '../../../src/leaving/standing.ts';

/** How the world treats one leave call: whether it happens, and what comes back. */
export const faults = {
  works: { happens: true, class: 'accepted', status: 200 },
  'works, answer lost': { happens: true, class: 'unknown', status: null },
  'works, answered 504': { happens: true, class: 'unknown', status: 504 },
  'lost on the way': { happens: false, class: 'unknown', status: null },
  'accepted, but WhatsApp refused': { happens: false, class: 'accepted', status: 200 },
  'owner may not': { happens: false, class: 'owner', status: 403 },
  'never left the machine': { happens: false, class: 'not-sent', status: null },
  'too many': { happens: false, class: 'rate-limited', status: 429 },
  'WhatsApp limits': { happens: false, class: 'whatsapp-limited', status: 500 },
  'key refused': { happens: false, class: 'unauthorized', status: 401 },
  'session down': { happens: false, class: 'session-down', status: 422 },
} as const satisfies Record<string, { happens: boolean; class: LeaveAnswer['class']; status: number | null }>;
export type Fault = keyof typeof faults;

export interface WorldCall {
  readonly groupId: GroupId;
  readonly at: number;
  readonly fault: Fault;
}

/** WhatsApp and Wasend as they truly are; the app only ever sees the answers. */
export class WhatsAppWorld {
  readonly calls: WorldCall[] = [];
  readonly #members: Set<GroupId>;
  readonly #now: () => number;
  #faults: Fault[] = [];
  #readsFail = false;

  constructor(groups: readonly GroupId[], now: () => number) {
    this.#members = new Set(groups);
    this.#now = now;
  }

  expect(next: readonly Fault[], readsFail: boolean): void {
    this.#faults = [...next];
    this.#readsFail = readsFail;
  }

  isMember(groupId: GroupId): boolean {
    return this.#members.has(groupId);
  }

  client(beforeCall: (groupId: GroupId) => Promise<void>, afterCall: () => void): WasendClient {
    const failed: ReadResult<never> = { kind: 'failed', why: 'timed-out', status: null, said: null };
    return {
      leave: async (_sessionId, groupId) => {
        await beforeCall(groupId);
        const answer = this.#leave(groupId);
        afterCall();
        return answer;
      },
      group: async (_sessionId, groupId) => (this.#readsFail ? failed : this.#read(groupId)),
      groups: async () => (this.#readsFail ? failed : { kind: 'ok', value: [...this.#members].map(factsOf) }),
      sessions: async () => failed,
      session: async () => failed,
      groupCount: async () => failed,
      joinInfo: async () => failed,
      account: async () => failed,
    };
  }

  #leave(groupId: GroupId): LeaveAnswer {
    const wanted = this.#faults.shift() ?? 'works';
    const fault = wanted === 'works' && !this.#members.has(groupId) ? 'owner may not' : wanted;
    this.calls.push({ groupId, at: this.#now(), fault });
    const { happens, class: kind, status } = faults[fault];
    if (happens) this.#members.delete(groupId);
    return { class: kind, status, said: fault, ...(kind === 'rate-limited' ? { retryAfterMs: 7_000 } : {}) };
  }

  #read(groupId: GroupId): ReadResult<{ facts: GroupFacts; membership: 'in' | 'out' }> {
    if (this.#members.has(groupId))
      return { kind: 'ok', value: { facts: factsOf(groupId), membership: 'in' } };
    return { kind: 'failed', why: 'not-a-member', status: 403, said: null };
  }
}

function factsOf(groupId: GroupId): GroupFacts {
  return {
    groupId,
    name: `Group ${groupId.slice(0, 4)}`,
    memberCount: 3,
    standing: 'member',
    onlyAdmin: false,
    isCommunity: false,
    isAnnouncementGroup: false,
    communityId: null,
    isLocked: false,
    createdAt: null,
  };
}
