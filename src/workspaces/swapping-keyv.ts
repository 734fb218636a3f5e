import type { Keyv } from 'keyv';

/** A namespace of the key-value store whose values can be replaced without anybody coming between. */
export interface SwappingKeyv extends Pick<Keyv, 'iterator'> {
  get(key: string): Promise<unknown>;
  /**
   * Replaces the value of a key if `may` says so of what stands there (undefined: nothing). Kept for `livesMs`, or until
   * it is removed where that is null. Answers whether it did.
   */
  swap(
    key: string,
    may: (stored: unknown) => boolean,
    next: unknown,
    livesMs: number | null,
  ): Promise<boolean>;
}

/** Whether a value is still the one that was read. */
export const isSame =
  (read: unknown) =>
  (stored: unknown): boolean =>
    JSON.stringify(stored) === JSON.stringify(read);
