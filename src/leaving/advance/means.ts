import type { UserId, WorkspaceId } from '../ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { RulesStore } from '../ports/rules.ts';
import type { ReadResult, Self, SessionFacts, WasendClient } from '../ports/wasend.ts';
import type { Request } from '../request.ts';
import type { Person } from '../rules/rules.ts';
import type { Pace } from './pace.ts';

/** A workspace's way to Wasend at this moment. */
export type Connect = (request: Request) => Promise<
  | ({ readonly kind: 'connected' } & Connected)
  /** There is no connection, or it has another key than the one this was asked with. */
  | { readonly kind: 'not-connected' }
  /** The sealed key does not open. */
  | { readonly kind: 'key-unreadable' }
>;

export interface Connected {
  /** Its reads wait behind those of people. */
  readonly wasend: WasendClient;
  readonly self: () => Promise<Self>;
  /** What the newest good read of the session showed, and when (epoch milliseconds); null before the first. */
  readonly lastSession: () => { readonly facts: SessionFacts; readonly readAt: number } | null;
  /** Reads the session; whoever asks at the same time shares one read. */
  readonly session: () => Promise<ReadResult<SessionFacts>>;
  /** The spellings under which members lists of this session have named us. */
  readonly foundAs: () => readonly string[];
  /** Names this connection; a claim by an older one fails. */
  readonly revision: number;
}

export interface AdvanceMeans {
  readonly ledger: Ledger;
  readonly rules: RulesStore;
  readonly connect: Connect;
  /** A person by Slack's word of this moment; null when Slack cannot say. */
  readonly person: (workspaceId: WorkspaceId, userId: UserId) => Promise<Person | null>;
  readonly pace: Pace;
  /** True once the process is to end: no call begins any more, and what is owed is owed to the next process. */
  readonly isClosing: () => boolean;
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Waits, by the clock. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly warn: (detail: object, message: string) => void;
}
