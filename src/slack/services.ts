import type { Clock } from '../clock.ts';
import type { Pace } from '../leaving/advance/pace.ts';
import type { LaneId, RequestId, SessionId, WorkspaceId } from '../leaving/ids.ts';
import type { RulesStore } from '../leaving/ports/rules.ts';
import type { ReadResult, SessionFacts, WasendReads } from '../leaving/ports/wasend.ts';
import type { Requests } from '../leaving/requests.ts';
import type { Logger } from '../logger.ts';
import type { Connections } from '../workspaces/connections.ts';
import type { Drafts } from '../workspaces/drafts.ts';
import type { PendingKeys } from '../workspaces/pending-keys.ts';
import type { FillIns } from './asking/preview/fill-ins.ts';
import type { Admins } from './people/admins.ts';
import type { Names } from './people/names.ts';
import type { UserGroups } from './people/user-groups.ts';
import type { Turns } from './turns.ts';
import type { Fetch } from './wire/web-clients.ts';

/** Wasend as listeners may use it. */
interface WasendForPeople {
  laneOf(apiKey: string): LaneId;
  reads(session: { readonly apiKey: string; readonly sessionId: SessionId }): WasendReads;
  checkKey(apiKey: string): Promise<ReadResult<readonly SessionFacts[]>>;
}

/** Where the cards of requests stand. */
interface CardPlaces {
  /** The address of a card in a browser; null where it has none. */
  urlOf(workspaceId: WorkspaceId, requestId: RequestId): Promise<string | null>;
}

/** Everything there is for listeners, made at one place. Each takes the few things it uses: `Pick` them. */
export interface Services {
  readonly requests: Requests;
  readonly rules: RulesStore;
  readonly connections: Connections;
  readonly wasend: WasendForPeople;
  readonly drafts: Drafts;
  readonly fillIns: FillIns;
  readonly turns: Turns;
  readonly pendingKeys: PendingKeys;
  readonly userGroups: UserGroups;
  readonly admins: Admins;
  readonly names: Names;
  readonly cards: CardPlaces;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly newRequestId: () => RequestId;
  readonly newReference: () => string;
  readonly fetch: Fetch;
  readonly logger: Logger;
}
