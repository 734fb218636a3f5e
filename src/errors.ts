/** The family of errors this app throws on purpose. Expected outcomes are unions instead; these are for the two error boundaries. */
export class WasendSlackError extends Error {
  override name = 'WasendSlackError';
  /** Stable, for logs and tests. */
  readonly code: string;
  /** True when the same thing may work a little later. */
  readonly retryable: boolean;

  constructor(code: string, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** The configuration cannot work; the message lists every fault with its remedy. */
export class ConfigError extends WasendSlackError {
  override name = 'ConfigError';
  constructor(message: string) {
    super('config', message);
  }
}

/** The ledger could not be read or written: nothing may be left without it. */
export class LedgerUnavailable extends WasendSlackError {
  override name = 'LedgerUnavailable';
  constructor(message: string, cause?: unknown) {
    super('ledger-unavailable', message, { retryable: true, cause });
  }
}

/** The store is already in use by another process. */
export class StoreLocked extends WasendSlackError {
  override name = 'StoreLocked';
  constructor(message: string) {
    super('store-locked', message);
  }
}

/** A stored row that should open does not: tampered with, moved, or sealed with a key that is gone. Never "not connected". */
export class SealBroken extends WasendSlackError {
  override name = 'SealBroken';
  constructor(message: string, cause?: unknown) {
    super('seal-broken', message, { cause });
  }
}
