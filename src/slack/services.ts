import type { Clock } from '../clock.ts';
import type { Pace } from '../leaving/advance/pace.ts';
import type { Confirmation, Confirmed } from '../leaving/before/confirm.ts';
import type { LaneId, RequestId, SessionId, WorkspaceId } from '../leaving/ids.ts';
import type { Ledger } from '../leaving/ports/ledger.ts';
import type { Queue } from '../leaving/ports/queue.ts';
import type { ReadResult, SessionFacts, WasendReads } from '../leaving/ports/wasend.ts';
import type { Logger } from '../logger.ts';
import type { Connection, Connections } from '../workspaces/connections.ts';
import type { Drafts } from '../workspaces/drafts.ts';
import type { PendingKeys } from '../workspaces/pending-keys.ts';
import type { SettingsStore } from '../workspaces/settings-store.ts';
import type { UserGroups } from './people/user-groups.ts';
import type { Fetch } from './wire/web-clients.ts';

/** What the listeners may use: handed in by the composition root, so that nothing here makes its own. */
export interface Services {
  readonly ledger: Ledger;
  /** Wakes requests for their next step. */
  readonly steps: Queue;
  /** Wakes requests to be told to Slack as they now stand. */
  readonly reports: Queue;
  readonly connections: Connections;
  readonly drafts: Drafts;
  readonly reads: (connection: Connection) => WasendReads;
  /** When this app has left groups of a session, by group id (epoch milliseconds). */
  readonly leftBefore: (
    workspaceId: WorkspaceId,
    sessionId: SessionId,
  ) => Promise<ReadonlyMap<string, number>>;
  readonly laneOf: (connection: Connection) => LaneId;
  readonly confirm: (confirmation: Confirmation) => Promise<Confirmed>;
  readonly settings: SettingsStore;
  readonly pendingKeys: PendingKeys;
  /** Asks Wasend with a key nobody keeps yet, while a person waits: what it answers, or that it did not in time. */
  readonly checkKey: (apiKey: string) => Promise<ReadResult<readonly SessionFacts[]>>;
  readonly userGroups: UserGroups;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly newRequestId: () => RequestId;
  readonly newReference: () => string;
  readonly fetch: Fetch;
  readonly logger: Logger;
}

/** Wakes both the next step and the next report of a request, at once. */
export async function wake(services: Services, requestId: RequestId): Promise<void> {
  const now = services.clock.now();
  await services.steps.schedule(requestId, now);
  await services.reports.schedule(requestId, now);
}
