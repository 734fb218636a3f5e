import type { Keyv } from 'keyv';
import type { Clock } from '../clock.ts';
import type { LaneId, WorkspaceId } from '../leaving/ids.ts';
import type { Ledger } from '../leaving/ports/ledger.ts';
import type { Notes } from '../leaving/ports/notes.ts';
import type { RulesStore } from '../leaving/ports/rules.ts';
import type { Wakes } from '../leaving/ports/wakes.ts';
import type { WorkspaceSettings } from '../leaving/rules/settings.ts';

/** Everything that lasts. */
export interface Storage {
  /** The store's time: what everything in it is dated by. */
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly notes: Notes;
  readonly wakes: Wakes;
  /** The rules of all workspaces; `defaults` hold where one has not set its own. */
  rules(defaults: WorkspaceSettings): RulesStore;
  /** One namespace of the key-value store. Faults throw; they never look like "not there". */
  keyv(namespace: string, durability: 'durable' | 'losable'): RevisedKeyv;
  /**
   * Takes the turn of this name and answers null, or answers when the next one is (epoch milliseconds): turns are
   * `betweenMs` apart, whoever takes them.
   */
  turn(name: string, betweenMs: number): Promise<number | null>;
  /** Does work that nobody else does under the same name meanwhile, in this process or another. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** A read of this key was answered; where reads are counted by the API it takes a place in the window. */
  noteRead(lane: LaneId, limitedForMs: number | null): Promise<void>;
  /** Cuts off entries older than `before` (epoch milliseconds). Answers how many, by workspace. */
  prune(before: number): Promise<ReadonlyMap<WorkspaceId, number>>;
  /** Whether a write could be made now. Writes nothing. */
  writable(): Promise<boolean>;
  /** Releases the store for the next process. Idempotent. */
  close(): Promise<void>;
}

/** A namespace of the key-value store that can write a row over exactly the revision that was read. */
export interface RevisedKeyv extends Keyv {
  /**
   * Writes if the stored row has this `revision`, compared in the same transaction; 0 names none. False where it has
   * another. With `livesMs` the row is gone after that time.
   */
  putIfRevision(
    key: string,
    revision: number,
    row: { readonly revision: number },
    livesMs?: number,
  ): Promise<boolean>;
  /**
   * Replaces the value of a key if `may` says so of what stands there (undefined: nothing), without anybody coming between.
   * Kept for `livesMs`, or until it is removed where that is null. Answers whether it did.
   */
  swap(
    key: string,
    may: (stored: unknown) => boolean,
    next: unknown,
    livesMs: number | null,
  ): Promise<boolean>;
}

export interface StorageOptions {
  /** `sqlite:PATH`, `sqlite::memory:` for a store that ends with the process, or `postgres://…`. */
  readonly url: string;
  readonly clock: Clock;
  /** Makes a ULID that was never made before. */
  readonly newId: () => string;
  /** Puts an open file on the disk; Node's own `fdatasync` unless a test says otherwise. */
  readonly sync?: (file: number) => Promise<void>;
}
