import type { Call, Exchange } from '../../../src/http/exchange.ts';
import { Chance } from '../chance.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { answered, type Said } from './answers.ts';
import { groupIdOf, groupIn, groupsOf, indexIn, phoneOf, placeAt } from './places.ts';
import { Windows } from './window.ts';

export const wasendUrl = 'https://wasend.invalid';

/** How leave calls end, in shares of all; the rest is done and said so. */
const shares = { limited: 0.01, lost: 0.01, gateway: 0.01, refused: 0.01, unclear: 0.005 } as const;
const limit = 10;

/** What Wasend would have seen of the day. */
export interface SeenByWasend {
  leaveCalls: number;
  reads: number;
  /** Leave calls that were told to wait: by the API's own dice, and because ten calls had been made. */
  limitedLeaves: number;
  overLimit: number;
  limitedReads: number;
  lost: number;
  /** Asked for again though an earlier ask may have been done. */
  doubles: string[];
  /** When the leave calls of each key came. */
  readonly callsOf: Map<number, number[]>;
}

/** Wasend and WhatsApp as they truly are, without a wire: ten calls a minute for each key. */
export class WasendOutside {
  readonly seen: SeenByWasend = {
    leaveCalls: 0,
    reads: 0,
    limitedLeaves: 0,
    overLimit: 0,
    limitedReads: 0,
    lost: 0,
    doubles: [],
    callsOf: new Map(),
  };
  /** Leave calls alone, and all calls where reads count too. */
  readonly leaveWindows = new Windows(limit);
  readonly #windows = new Windows(limit);
  readonly #clock: VirtualClock;
  readonly #chance: Chance;
  readonly #gone = new Set<string>();
  /** Those of which the app must not ask again. */
  readonly #asked = new Set<string>();

  constructor(clock: VirtualClock, seed: number) {
    this.#clock = clock;
    this.#chance = new Chance(`wasend ${seed}`);
  }

  readonly exchange: Exchange = (call) => answered(call, this.#say(call), this.#clock);

  #say(call: Call): Said {
    const path = new URL(call.url).pathname.split('/').slice(1).map(decodeURIComponent);
    const key = indexIn(call.headers.authorization ?? '');
    const isLeave = call.method === 'POST';
    if (isLeave) this.leaveWindows.count(key, this.#clock.now());
    else this.seen.reads += 1;
    const counts = isLeave || placeAt(key).readsCount;
    const waitMs = counts ? this.#windows.take(key, this.#clock.now()) : null;
    if (waitMs !== null) {
      if (isLeave) this.seen.overLimit += 1;
      else this.seen.limitedReads += 1;
      if (isLeave) this.#noteLeave(key);
      return tooMany(Math.ceil(waitMs / 1_000));
    }
    const [first = '', second = '', group = ''] = path;
    if (isLeave) return this.#leave(key, first, group);
    const afterMs = Math.min(8_000, this.#chance.around(250, 0.5));
    if (first === 'sessions') return { status: 200, body: sessionsOf(key, second), afterMs };
    return { ...(group === '' ? this.#list(first, call.url) : this.#group(first, group)), afterMs };
  }

  #noteLeave(key: number): void {
    this.seen.leaveCalls += 1;
    const times = this.seen.callsOf.get(key) ?? [];
    times.push(this.#clock.now());
    this.seen.callsOf.set(key, times);
  }

  #leave(key: number, sessionId: string, groupId: string): Said {
    const name = `${sessionId} ${groupId}`;
    this.#noteLeave(key);
    if (this.#asked.has(name)) this.seen.doubles.push(name);
    const { limited, lost, gateway, refused, unclear } = shares;
    const rest = 1 - limited - lost - gateway - refused - unclear;
    const dice = this.#chance.weighed([limited, lost, gateway, refused, unclear, rest]);
    if (dice === 0) {
      this.seen.limitedLeaves += 1;
      return tooMany(this.#chance.whole(5, 30));
    }
    this.#asked.add(name);
    if (dice === 1 || dice === 2) {
      this.seen.lost += 1;
      if (this.#chance.isIn(0.6)) this.#gone.add(name);
      const body = '<html><title>504 Gateway Time-out</title></html>';
      return { status: 504, body, afterMs: dice === 1 ? null : 30_000 };
    }
    const afterMs = Math.min(20_000, this.#chance.around(900, 0.6));
    if (dice === 3) return { status: 400, body: { message: 'The owner cannot leave the group' }, afterMs };
    if (dice === 4) return { status: 403, body: { message: 'Not allowed' }, afterMs };
    this.#gone.add(name);
    return { status: 200, body: { success: true, message: 'Left the group' }, afterMs };
  }

  #group(sessionId: string, groupId: string): Omit<Said, 'afterMs'> {
    const isOut = this.#gone.has(`${sessionId} ${groupId}`);
    // Half of the keys are told by a refusal, the others by a list of members without us.
    if (isOut && indexIn(sessionId) % 2 === 0)
      return { status: 404, body: { message: 'Session or group not found' } };
    return { status: 200, body: rowOf(sessionId, groupIn(groupId), { members: true, isOut }) };
  }

  #list(sessionId: string, url: string): Omit<Said, 'afterMs'> {
    const query = new URL(url).searchParams;
    const [offset, most] = [Number(query.get('offset')), Number(query.get('limit'))];
    const members = !query.has('exclude');
    const all: number[] = [];
    for (let group = 0; group < groupsOf(sessionId); group += 1)
      if (!this.#gone.has(`${sessionId} ${groupIdOf(sessionId, group)}`)) all.push(group);
    const shown = all.slice(offset, offset + most);
    const pagination = { total: all.length, limit: most, offset, hasMore: offset + most < all.length };
    const groups = shown.map((group) => rowOf(sessionId, group, { members, isOut: false }));
    return { status: 200, body: { groups, pagination } };
  }
}

const tooMany = (retryAfterSeconds: number): Said => ({
  status: 429,
  body: { message: 'Too many requests' },
  retryAfterSeconds,
  afterMs: 80,
});

function sessionsOf(key: number, sessionId: string): object {
  const place = placeAt(key);
  const told = (id: string): object => ({
    uniqueSessionId: id,
    sessionName: 'Office',
    phoneNumber: phoneOf(id),
    status: 'WORKING',
  });
  return sessionId === '' ? { sessions: place.sessionIds.map(told) } : told(sessionId);
}

const others = ['14155550100', '447700900100', '919000000100'].map((phone) => ({
  jid: `${phone}@s.whatsapp.net`,
  isAdmin: phone.startsWith('1'),
}));

function rowOf(
  sessionId: string,
  group: number,
  { members, isOut }: { readonly members: boolean; readonly isOut: boolean },
): object {
  const us = { jid: `${phoneOf(sessionId).slice(1)}@s.whatsapp.net`, isAdmin: false };
  const participants = isOut ? others : [us, ...others];
  return {
    jid: groupIdOf(sessionId, group),
    name: `Customers ${group}`,
    participantCount: participants.length,
    ...(members ? { participants } : {}),
  };
}
