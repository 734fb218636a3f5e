import type { Clock } from '../../../src/clock.ts';
import type { GroupId, SessionId } from '../../../src/leaving/ids.ts';
import type { AnswerClass, LeaveAnswer } from '../../../src/leaving/outcome.ts';
import type {
  GroupRead,
  GroupsRead,
  ReadFailure,
  ReadResult,
  SessionFacts,
  WasendClient,
} from '../../../src/leaving/ports/wasend.ts';
import type { GroupFacts } from '../../../src/leaving/standing.ts';

interface Fault {
  readonly class: AnswerClass;
  readonly status: number | null;
  /** When WhatsApp does it, after the call began (ms); null for never. */
  readonly deedAfterMs: number | null;
  /** How long the answer takes (ms). */
  readonly answerAfterMs: number;
  readonly more?: Partial<LeaveAnswer>;
}

/** How the world treats one leave call: whether and when it happens, and what comes back. */
export const faults = {
  works: { class: 'accepted', status: 200, deedAfterMs: 0, answerAfterMs: 200 },
  'works slowly': { class: 'accepted', status: 200, deedAfterMs: 40_000, answerAfterMs: 60_000 },
  'works soon after': { class: 'accepted', status: 200, deedAfterMs: 12_000, answerAfterMs: 200 },
  'answer lost': { class: 'unknown', status: null, deedAfterMs: 0, answerAfterMs: 90_000 },
  'a gateway gives up, the deed comes late': {
    class: 'unknown',
    status: 504,
    deedAfterMs: 75_000,
    answerAfterMs: 30_000,
  },
  'a gateway gives up, no deed': { class: 'unknown', status: 504, deedAfterMs: null, answerAfterMs: 30_000 },
  'cut in the middle': { class: 'unknown', status: null, deedAfterMs: 500, answerAfterMs: 300 },
  'lost on the way': { class: 'unknown', status: null, deedAfterMs: null, answerAfterMs: 90_000 },
  'accepted, but WhatsApp does nothing': {
    class: 'accepted',
    status: 200,
    deedAfterMs: null,
    answerAfterMs: 100,
  },
  'no, unclear': { class: 'not-clear', status: 403, deedAfterMs: null, answerAfterMs: 100 },
  'not found, though it was done': { class: 'not-clear', status: 404, deedAfterMs: 0, answerAfterMs: 100 },
  'session in doubt': { class: 'session-in-doubt', status: 422, deedAfterMs: null, answerAfterMs: 100 },
  'a clear no': { class: 'refused', status: 400, deedAfterMs: null, answerAfterMs: 100 },
  'never left the machine': { class: 'not-sent', status: null, deedAfterMs: null, answerAfterMs: 10 },
  'too many': {
    class: 'rate-limited',
    status: 429,
    deedAfterMs: null,
    answerAfterMs: 50,
    more: { retryAfterMs: 7_000 },
  },
  'WhatsApp limits': { class: 'number-limited', status: 429, deedAfterMs: null, answerAfterMs: 100 },
  'WhatsApp limits, in a 500': {
    class: 'unknown',
    status: 500,
    deedAfterMs: null,
    answerAfterMs: 100,
    more: { numberRests: true },
  },
  'key refused': { class: 'unauthorized', status: 401, deedAfterMs: null, answerAfterMs: 100 },
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof faults;

/** After these a group may be asked for again by itself: nothing can have happened. */
export const certainlyNothing: readonly AnswerClass[] = [
  'not-sent',
  'rate-limited',
  'number-limited',
  'session-in-doubt',
];

/** How a read of one group answers; whatever it says, it must not be taken for more than it shows. */
export const groupReads = [
  'truth',
  'truth by refusal',
  'truth by path',
  'unclear 404',
  'another kind of name',
  'members not told',
  'another group',
  'outsider, while the session fails',
  'timed out',
  'too many',
  'unreachable',
] as const;
export const listReads = ['truth', 'half', 'empty', 'unreadable rows', 'stale', 'failed'] as const;
export const sessionReads = ['usable', 'down', 'starting', 'fails', 'gone', 'unauthorized'] as const;

export interface Weather {
  readonly faults: readonly FaultName[];
  readonly group: (typeof groupReads)[number];
  readonly list: (typeof listReads)[number];
  readonly session: (typeof sessionReads)[number];
}

export const fair: Weather = { faults: [], group: 'truth', list: 'truth', session: 'usable' };
const ourLid = '77@lid';

export interface WorldCall {
  readonly place: string;
  /** The number of the session as it truly was when the call began. */
  readonly phone: string;
  readonly groupId: GroupId;
  readonly requestId: string;
  readonly monotonicMs: number;
  readonly fault: Fault;
}

const keyOf = (phone: string, groupId: GroupId): string => `${phone} ${groupId}`;
const nameOf = (phone: string): string => phone.replace('+', '');
const failed = (why: ReadFailure['why'], more: Partial<ReadFailure> = {}): ReadFailure => ({
  kind: 'failed',
  why,
  status: null,
  said: null,
  ...more,
});
const outsider = (namesGroup: boolean, path: 'group' | 'group-info'): ReadFailure =>
  failed('refused', { status: 404, outsider: { namesGroup, path } });

/** WhatsApp and Wasend as they truly are; the app only ever sees the answers. */
export class WhatsAppWorld {
  readonly calls: WorldCall[] = [];
  readonly #clock: Clock;
  readonly #members: Set<string>;
  readonly #pending = new Map<string, number>();
  #weather: Weather = fair;
  #faults: FaultName[] = [];

  readonly #phones: Map<string, string>;
  /** When each session was paired with the number it has, by the passing of time. */
  readonly #pairedAt = new Map<string, number>();

  constructor(
    sessions: readonly { readonly sessionId: SessionId; readonly phone: string }[],
    groups: readonly GroupId[],
    clock: Clock,
  ) {
    this.#clock = clock;
    this.#phones = new Map(sessions.map(({ sessionId, phone }) => [sessionId, phone]));
    this.#members = new Set(sessions.flatMap(({ phone }) => groups.map((groupId) => keyOf(phone, groupId))));
  }

  phoneOf(sessionId: SessionId): string {
    return this.#phones.get(sessionId) ?? '';
  }

  /** Somebody links the session to another phone. */
  pair(sessionId: SessionId, phone: string): void {
    this.#phones.set(sessionId, phone);
    this.#pairedAt.set(sessionId, this.#clock.monotonic());
  }

  pairedAgoMs(sessionId: SessionId): number {
    return this.#clock.monotonic() - (this.#pairedAt.get(sessionId) ?? Number.NEGATIVE_INFINITY);
  }

  /** Whether nothing that a look reads is put off just now. */
  get answersLooks(): boolean {
    return this.#weather.group !== 'too many' && this.#weather.group !== 'unreachable';
  }

  turn(weather: Weather): void {
    this.#weather = weather;
    this.#faults = [...weather.faults];
  }

  isMember(phone: string, groupId: GroupId): boolean {
    return this.#members.has(keyOf(phone, groupId));
  }

  /** Whether a leave that was asked for is still to happen. */
  isPending(phone: string, groupId: GroupId): boolean {
    return (this.#pending.get(keyOf(phone, groupId)) ?? 0) > 0;
  }

  /** `ring` is told of every call as it begins and of every answer as it comes; it may throw, as a dying process does. */
  client(
    requestId: string,
    place: string,
    ring: (call: WorldCall, moment: 'begins' | 'ends') => Promise<void>,
  ): WasendClient {
    return {
      leave: (sessionId, groupId) => this.#leave({ sessionId, groupId, requestId, place }, ring),
      group: async (sessionId, groupId) => this.#group(sessionId, groupId),
      groups: async (sessionId) => this.#groups(sessionId),
      session: async (sessionId) => this.#session(sessionId),
      sessions: async () => failed('timed-out'),
      groupCount: async () => failed('timed-out'),
      joinInfo: async () => failed('timed-out'),
    };
  }

  async #leave(
    {
      sessionId,
      groupId,
      requestId,
      place,
    }: { sessionId: SessionId; groupId: GroupId; requestId: string; place: string },
    ring: (call: WorldCall, moment: 'begins' | 'ends') => Promise<void>,
  ): Promise<LeaveAnswer> {
    const wanted = this.#faults.shift() ?? 'works';
    const phone = this.phoneOf(sessionId);
    const name = wanted === 'works' && !this.isMember(phone, groupId) ? 'no, unclear' : wanted;
    const fault: Fault = faults[name];
    const call = { place, phone, groupId, requestId, monotonicMs: this.#clock.monotonic(), fault };
    await ring(call, 'begins');
    this.calls.push(call);
    if (fault.deedAfterMs !== null) this.#doLater(keyOf(phone, groupId), fault.deedAfterMs);
    await new Promise<void>((resolve) => void this.#clock.after(fault.answerAfterMs, resolve));
    await ring(call, 'ends');
    return { class: fault.class, status: fault.status, said: name, ...fault.more };
  }

  #doLater(key: string, afterMs: number): void {
    if (afterMs === 0) {
      this.#members.delete(key);
      return;
    }
    this.#pending.set(key, (this.#pending.get(key) ?? 0) + 1);
    this.#clock.after(afterMs, () => {
      this.#members.delete(key);
      this.#pending.set(key, (this.#pending.get(key) ?? 0) - 1);
    });
  }

  #group(sessionId: SessionId, groupId: GroupId): ReadResult<GroupRead> {
    const phone = this.phoneOf(sessionId);
    const ourName = nameOf(phone);
    const isIn = this.isMember(phone, groupId);
    const read = (membership: GroupRead['membership'], id: string = groupId): ReadResult<GroupRead> => ({
      kind: 'ok',
      value: { facts: factsOf(id, isIn), membership, path: 'group' },
    });
    const seenIn = { kind: 'in', as: ourName } as const;
    switch (this.#weather.group) {
      case 'truth':
        return read(isIn ? seenIn : { kind: 'absent', names: [ourName] });
      case 'truth by refusal':
        return isIn ? read(seenIn) : outsider(true, 'group');
      case 'truth by path':
        return isIn ? read(seenIn) : outsider(false, 'group');
      case 'unclear 404':
        return outsider(false, 'group-info');
      case 'another kind of name':
        return read({ kind: 'absent', names: [ourLid] });
      case 'members not told':
        return read({ kind: 'not-told' });
      case 'another group':
        return read({ kind: 'absent', names: [ourName, ourLid] }, '120363999999999999@g.us');
      case 'outsider, while the session fails':
        return this.#weather.session === 'usable' ? failed('unreadable') : outsider(true, 'group');
      case 'timed out':
        return failed('timed-out');
      case 'too many':
        return failed('rate-limited', { status: 429, retryAfterMs: 5_000 });
      case 'unreachable':
        return failed('unreachable');
    }
  }

  #groups(sessionId: SessionId): ReadResult<GroupsRead> {
    const phone = this.phoneOf(sessionId);
    const ids = [...this.#members]
      .filter((key) => key.startsWith(`${phone} `))
      .map((key) => key.slice(phone.length + 1));
    const list = (listed: readonly string[], whole: boolean, unreadable = 0): ReadResult<GroupsRead> => ({
      kind: 'ok',
      value: { groups: listed.map((id) => factsOf(id, true)), whole, unreadable, foundAs: new Map() },
    });
    switch (this.#weather.list) {
      case 'truth':
        return list(ids, true);
      case 'half':
        return list(ids.slice(0, 1), false);
      case 'empty':
        return list([], true);
      case 'unreadable rows':
        return list(ids.slice(0, 1), true, 3);
      case 'stale':
        return list(['120363999999999999@g.us'], true);
      case 'failed':
        return failed('timed-out');
    }
  }

  #session(sessionId: SessionId): ReadResult<SessionFacts> {
    const read = (health: SessionFacts['health']): ReadResult<SessionFacts> => ({
      kind: 'ok',
      value: {
        sessionId,
        name: 'Office',
        phoneNumber: this.phoneOf(sessionId),
        lid: null,
        status: health.toUpperCase(),
        health,
      },
    });
    switch (this.#weather.session) {
      case 'usable':
      case 'down':
      case 'starting':
        return read(this.#weather.session);
      case 'fails':
        return failed('timed-out');
      case 'gone':
        return failed('refused', { status: 404, namesSession: true });
      case 'unauthorized':
        return failed('unauthorized', { status: 401 });
    }
  }
}

function factsOf(groupId: string, isIn: boolean): GroupFacts {
  const number = Number(groupId.slice(6, 18));
  return {
    groupId,
    name: `Group ${number}`,
    memberCount: 3,
    standing: isIn ? 'member' : 'not-a-member',
    onlyAdmin: false,
    isCommunity: false,
    isAnnouncementGroup: false,
    communityId: null,
    isLocked: false,
    createdAt: null,
  };
}
