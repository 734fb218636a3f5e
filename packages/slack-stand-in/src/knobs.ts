/**
 * How a call goes wrong: a Slack error code, with the HTTP status that Slack gives it unless `status` says another
 * (429 and Retry-After for `ratelimited`, 503 for `service_unavailable`, 200 for the rest).
 */
export interface Failure {
  readonly status?: number;
  readonly error?: string;
  readonly retryAfterSeconds?: number;
  /** Further fields of the body, such as `needed` and `provided` of `missing_scope`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** How the next calls of a method go wrong. */
export interface PlannedFailure extends Failure {
  readonly times?: number;
}

/** What is to happen to one call: nothing special, or one of the troubles that were planned. */
export type Trouble =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'fail';
      readonly status: number;
      readonly error: string;
      readonly retryAfterSeconds?: number;
      readonly more?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut-after-doing' };

/** Troubles to order, by Web API method; `response_url` counts as a method. Those ordered first happen first. */
export interface Knobs {
  /** From now on the work is done at once and the answer held back for `delayMs`; 0 is at once again. */
  slow(method: string, delayMs: number): void;
  /** The next calls are not done and are refused: by default `internal_error` with status 200. */
  failNext(method: string, failure?: PlannedFailure): void;
  /** From now on every call of the method (`*`: of each) is refused so, once what was planned for it has happened. */
  failAlways(method: string, failure?: Failure): void;
  /** Takes back what was ordered for the method with `failNext` and `failAlways`. */
  heal(method: string): void;
  /** The next calls are not done and never answered. */
  hang(method: string, times?: number): void;
  /** The next calls are done, and then the connection is cut without an answer. */
  cutAfterDoing(method: string, times?: number): void;
  /** From now on chat.update and chat.delete answer message_not_found for this message. */
  loseMessage(ts: string): void;
  /** Turns the rate limits of Slack's tiers on or off; off at first. */
  rateLimits(isOn: boolean): void;
}

export interface KnobState {
  readonly knobs: Knobs;
  delayMs(method: string): number;
  nextTrouble(method: string): Trouble;
  isLost(ts: string): boolean;
  areRateLimitsOn(): boolean;
}

export function createKnobs(): KnobState {
  const delays = new Map<string, number>();
  const planned = new Map<string, Trouble[]>();
  const lasting = new Map<string, Trouble>();
  const lost = new Set<string>();
  let rateLimitsOn = false;
  const plan = (method: string, trouble: Trouble, times: number) => {
    const queue = planned.get(method) ?? [];
    planned.set(method, [...queue, ...Array.from({ length: times }, () => trouble)]);
  };
  return {
    knobs: {
      slow: (method, delayMs) => {
        delays.set(method, delayMs);
      },
      failNext: (method, { times = 1, ...failure } = {}) => plan(method, failing(failure), times),
      failAlways: (method, failure = {}) => {
        lasting.set(method, failing(failure));
      },
      heal: (method) => {
        planned.delete(method);
        lasting.delete(method);
      },
      hang: (method, times = 1) => plan(method, { kind: 'hang' }, times),
      cutAfterDoing: (method, times = 1) => plan(method, { kind: 'cut-after-doing' }, times),
      loseMessage: (ts) => {
        lost.add(ts);
      },
      rateLimits: (isOn) => {
        rateLimitsOn = isOn;
      },
    },
    delayMs: (method) => delays.get(method) ?? 0,
    nextTrouble: (method) =>
      planned.get(method)?.shift() ?? lasting.get(method) ?? lasting.get('*') ?? { kind: 'none' },
    isLost: (ts) => lost.has(ts),
    areRateLimitsOn: () => rateLimitsOn,
  };
}

const statuses: Readonly<Record<string, number>> = {
  ratelimited: 429,
  rate_limited: 429,
  service_unavailable: 503,
};

function failing({ status, error, retryAfterSeconds, more = {} }: Failure): Trouble {
  const isLimited = status === 429 || retryAfterSeconds !== undefined;
  const code = error ?? (isLimited ? 'ratelimited' : 'internal_error');
  const wait = retryAfterSeconds ?? (code === 'ratelimited' && status === undefined ? 1 : undefined);
  return {
    kind: 'fail',
    status: status ?? (isLimited ? 429 : (statuses[code] ?? 200)),
    error: code,
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    more,
  };
}
