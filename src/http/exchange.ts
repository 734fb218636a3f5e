/** One call to be made over HTTP. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A longer answer is not read to its end; counted as it comes, and again once it is unpacked. */
  readonly mostBytes: number;
  /** Ends the call, wherever it is. */
  readonly signal?: AbortSignal;
}

/** What an answer says in its headers, by name in any case; null for what it does not say. */
export interface AnswerHeaders {
  get(name: string): string | null;
  entries(): Iterable<[string, string]>;
}

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly statusText: string;
  readonly headers: AnswerHeaders;
  /** Empty unless the answer is whole. */
  readonly body: Uint8Array;
  /** `torn`: the connection was cut, or what came cannot be unpacked. `too-long`: it had more than `mostBytes`. */
  readonly extent: 'whole' | 'torn' | 'too-long';
}

/** What came of one call. */
export type Exchanged =
  | HttpAnswer
  /** `isBegun`: its first byte may have gone out. `error` is the system's. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly isBegun: boolean };

/**
 * Makes one call, once, whatever becomes of it: nothing is sent a second time. Redirects are not followed, for a POST must
 * not be repeated elsewhere and a key must not travel: they are answers with their status and no body. Never rejects.
 */
export type Exchange = (call: Call) => Promise<Exchanged>;
