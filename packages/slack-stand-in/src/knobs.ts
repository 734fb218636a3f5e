/** How the next call of a method goes wrong. `error` is a Slack error code, answered with `status`. */
export interface PlannedFailure {
  readonly status?: number;
  readonly error?: string;
  readonly retryAfterSeconds?: number;
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
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut-after-doing' };

/** Troubles to order, by Web API method; `response_url` counts as a method. Those ordered first happen first. */
export interface Knobs {
  /** From now on the work is done at once and the answer held back for `delayMs`; 0 is at once again. */
  slow(method: string, delayMs: number): void;
  /** The next calls are not done and are refused: by default `internal_error` with status 200. */
  failNext(method: string, failure?: PlannedFailure): void;
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
      failNext: (method, { status, error, retryAfterSeconds, times = 1 } = {}) => {
        const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
        const isLimited = status === 429 || retryAfterSeconds !== undefined;
        const trouble: Trouble = {
          kind: 'fail',
          status: status ?? (isLimited ? 429 : 200),
          error: error ?? (isLimited ? 'ratelimited' : 'internal_error'),
          ...wait,
        };
        plan(method, trouble, times);
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
    nextTrouble: (method) => planned.get(method)?.shift() ?? { kind: 'none' },
    isLost: (ts) => lost.has(ts),
    areRateLimitsOn: () => rateLimitsOn,
  };
}
