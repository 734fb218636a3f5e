import {
  type FetchFunction,
  type Logger as SlackLogger,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';

export type Fetch = FetchFunction;

export interface WebClientSettings {
  readonly apiUrl: string;
  readonly fetch: Fetch;
  readonly logger: SlackLogger;
}

/** A person is waiting: one try, and an answer well inside Slack's three seconds. */
const interactiveTimeoutMs = 2_500;
/** Nobody waits for a card or an audit line, but a dead socket must not hold them up for ever. */
const patientTimeoutMs = 15_000;

/**
 * Options for calls a person waits for. A new object at every call, never with `headers`: the SDK writes the first
 * workspace's token into the object it is given, and a shared one would hand it to all the others.
 */
export function interactiveOptions(settings: WebClientSettings): WebClientOptions {
  return options(settings, interactiveTimeoutMs);
}

/** A client for cards and audit lines. It never waits or retries by itself: the queue of reports does, and survives a restart. */
export function patientClient(token: string, settings: WebClientSettings): WebClient {
  return new WebClient(token, patientOptions(settings));
}

/** Options for calls nobody waits for: a new object at every call, as above. */
export function patientOptions(settings: WebClientSettings): WebClientOptions {
  return options(settings, patientTimeoutMs);
}

function options({ apiUrl, fetch, logger }: WebClientSettings, timeoutMs: number): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    fetch: withTimeout(fetch, timeoutMs),
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}

/**
 * The SDK has no time-out of its own for `respond()`, and none by default elsewhere. Over a `fetch` that answers once it
 * has read the whole answer; the timer ends with the call, where those of `AbortSignal.timeout` would pile up.
 */
export function withTimeout(fetch: Fetch, timeoutMs: number): Fetch {
  return async (input, init) => {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
    timer.unref();
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout.signal]) : timeout.signal;
    try {
      return await fetch(input, { ...init, signal });
    } finally {
      clearTimeout(timer);
    }
  };
}
