import type { Call, Exchange } from '../../../src/http/exchange.ts';
import { Chance } from '../chance.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { answered, type Said } from './answers.ts';
import { askerOf, indexIn, placeAt } from './places.ts';

export const slackUrl = 'https://slack.invalid/api/';

/** What Slack would have seen of the day. */
export interface SeenBySlack {
  readonly calls: Map<string, number>;
  limited: number;
  /** Messages to one channel less than a second after the one before. */
  tooFast: number;
}

/** Slack as the app needs it, without a wire. */
export class SlackOutside {
  readonly seen: SeenBySlack = { calls: new Map(), limited: 0, tooFast: 0 };
  readonly #clock: VirtualClock;
  readonly #chance: Chance;
  readonly #onMessage: (text: string) => void;
  /** What each modal that can be sent says of itself, by the request it is for. */
  readonly #views = new Map<string, string>();
  readonly #lastIn = new Map<string, number>();
  #made = 0;

  /** `onMessage` is told every message that was taken, as it was sent. */
  constructor(clock: VirtualClock, seed: number, onMessage: (text: string) => void) {
    this.#clock = clock;
    this.#chance = new Chance(`slack ${seed}`);
    this.#onMessage = onMessage;
  }

  /** Takes what the modal of a request says of itself, and forgets it; null where it cannot be sent. */
  takeView(requestId: string): string | null {
    const said = this.#views.get(requestId) ?? null;
    this.#views.delete(requestId);
    return said;
  }

  readonly exchange: Exchange = (call) => answered(call, this.#say(call), this.#clock);

  #say(call: Call): Said {
    const method = call.url.slice(slackUrl.length);
    this.seen.calls.set(method, (this.seen.calls.get(method) ?? 0) + 1);
    const afterMs = Math.min(5_000, this.#chance.around(140, 0.5));
    const body = this.#answer(method, new URLSearchParams(call.body ?? ''), call.headers);
    if (body === 'limited') {
      this.seen.limited += 1;
      const retryAfterSeconds = this.#chance.whole(1, 5);
      return { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfterSeconds, afterMs };
    }
    return { status: 200, body, afterMs };
  }

  #answer(method: string, sent: URLSearchParams, headers: Call['headers']): object | 'limited' {
    switch (method) {
      case 'users.info':
        return { ok: true, user: personOf(sent.get('user') ?? '') };
      case 'users.list': {
        const place = placeAt(indexIn(headers.Authorization ?? headers.authorization ?? ''));
        const members = [0, 1].map((person) => personOf(askerOf(place, person)));
        return { ok: true, members, response_metadata: { next_cursor: '' } };
      }
      case 'views.open':
        this.#made += 1;
        return { ok: true, view: { id: `V${this.#made}`, hash: `h${this.#made}` } };
      case 'views.update':
        return this.#update(sent);
      case 'chat.postMessage':
      case 'chat.update':
        return this.#message(method, sent);
      default:
        throw new Error(`The day knows no ${method}`);
    }
  }

  #update(sent: URLSearchParams): object {
    const id = sent.get('view_id') ?? '';
    const view: { readonly private_metadata?: string; readonly submit?: object } = JSON.parse(
      sent.get('view') ?? '{}',
    );
    const requestId = requestIdIn(view.private_metadata ?? '');
    if (view.submit !== undefined && requestId !== null)
      this.#views.set(requestId, view.private_metadata ?? '');
    this.#made += 1;
    return { ok: true, view: { id, hash: `h${this.#made}` } };
  }

  #message(method: string, sent: URLSearchParams): object | 'limited' {
    const channel = sent.get('channel') ?? '';
    const now = this.#clock.now();
    if (now - (this.#lastIn.get(channel) ?? 0) < 1_000) this.seen.tooFast += 1;
    this.#lastIn.set(channel, now);
    if (this.#chance.isIn(0.003)) return 'limited';
    if (this.#chance.isIn(0.001)) return { ok: false, error: 'internal_error' };
    if (channel.startsWith('C') && !placeAt(indexIn(channel)).isInChannel)
      return { ok: false, error: 'not_in_channel' };
    this.#onMessage(`${sent.get('text')} ${sent.get('blocks')}`);
    this.#made += 1;
    const ts = method === 'chat.update' ? (sent.get('ts') ?? '') : `${Math.floor(now / 1_000)}.${this.#made}`;
    return { ok: true, channel, ts };
  }
}

/** The first id of a request that a text names; null for none. */
export function requestIdIn(text: string): string | null {
  return /[0-7][0-9A-HJKMNP-TV-Z]{25}/.exec(text)?.[0] ?? null;
}

function personOf(user: string): object {
  const place = placeAt(indexIn(user));
  return {
    id: user,
    team_id: place.workspaceId,
    name: user.toLowerCase(),
    real_name: `Person ${user.slice(-2)}`,
    is_admin: true,
    profile: { display_name: user.slice(-2) },
  };
}
