import type { ReadResult } from '../leaving/ports/wasend.ts';

/** Keeps the newest good answer of something read; callers at the same time share one read. */
export interface SharedRead<T> {
  get(key: string, read: () => Promise<ReadResult<T>>): Promise<ReadResult<T>>;
}

export interface SharedReadOptions {
  readonly now: () => number;
  /** A good answer serves this long by itself … */
  readonly freshMs: number;
  /** … and this long (from its reading) while a new one is read. */
  readonly staleMs: number;
  /** A failure serves this long, so that many who ask at once do not each ask anew; 0 keeps none. */
  readonly failureMs: number;
}

interface Kept<T> {
  good: { readonly answer: ReadResult<T>; readonly readAt: number } | null;
  failure: { readonly answer: ReadResult<T>; readonly readAt: number } | null;
  reading: Promise<ReadResult<T>> | null;
}

export function createSharedRead<T>({ now, freshMs, staleMs, failureMs }: SharedReadOptions): SharedRead<T> {
  const kept = new Map<string, Kept<T>>();

  const isYoung = (at: number, ms: number) => now() >= at && now() - at < ms;
  const sweep = (): void => {
    for (const [key, { good, failure, reading }] of kept) {
      const serves = good !== null && isYoung(good.readAt, staleMs);
      if (!serves && reading === null && (failure === null || !isYoung(failure.readAt, failureMs)))
        kept.delete(key);
    }
  };
  const start = (entry: Kept<T>, read: () => Promise<ReadResult<T>>): Promise<ReadResult<T>> => {
    entry.reading ??= read()
      .then((answer) => {
        if (answer.kind === 'ok') Object.assign(entry, { good: { answer, readAt: now() }, failure: null });
        else entry.failure = { answer, readAt: now() };
        return answer;
      })
      .finally(() => {
        entry.reading = null;
      });
    return entry.reading;
  };
  return {
    async get(key, read) {
      sweep();
      const entry = kept.get(key) ?? { good: null, failure: null, reading: null };
      kept.set(key, entry);
      const { good, failure } = entry;
      if (good !== null && isYoung(good.readAt, freshMs)) return good.answer;
      if (good !== null && isYoung(good.readAt, staleMs)) {
        // Who asked is served already; a refresh that fails leaves the old answer as it is.
        start(entry, read).catch(() => undefined);
        return good.answer;
      }
      const hasJustFailed = failure !== null && isYoung(failure.readAt, failureMs);
      return hasJustFailed ? failure.answer : start(entry, read);
    },
  };
}
