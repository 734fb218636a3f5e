/** The family of errors this app throws on purpose. Expected outcomes are unions instead; these are for the two error boundaries. */
export class WasendSlackError extends Error {
  override name = 'WasendSlackError';
  /** Stable, for logs and tests. */
  readonly code: string;

  constructor(code: string, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
  }
}

/** The configuration cannot work; the message lists every fault with its remedy. */
export class ConfigError extends WasendSlackError {
  override name = 'ConfigError';
  constructor(message: string) {
    super('config', message);
  }
}

/** A delivery came from a workspace where the app is not installed, or not any more. */
export class NotInstalled extends WasendSlackError {
  override name = 'NotInstalled';
  constructor() {
    super('not-installed', 'The app is not installed in the workspace this came from.');
  }
}

/** The ledger could not be read or written: nothing may be left without it. */
export class LedgerUnavailable extends WasendSlackError {
  override name = 'LedgerUnavailable';
  constructor(message: string, cause?: unknown) {
    super('ledger-unavailable', message, { cause });
  }
}

/** What is on record was written by a newer version of this app: nothing is decided by a history that is not understood. */
export class NewerEntry extends LedgerUnavailable {
  override name = 'NewerEntry';
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

/** The store is not one this version can work with: of a later layout, damaged, or no store at all. */
export class StoreLayout extends WasendSlackError {
  override name = 'StoreLayout';
  constructor(message: string, cause?: unknown) {
    super('store-layout', message, { cause });
  }
}
