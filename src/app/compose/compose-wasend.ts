import type { Clock } from '../../clock.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { LaneId, SessionId } from '../../leaving/ids.ts';
import type { ReadResult, SessionFacts, WasendClient, WasendReads } from '../../leaving/ports/wasend.ts';
import type { Logger } from '../../logger.ts';
import type { Storage } from '../../storage/storage.ts';
import { createWasendClient, type KeyClient } from '../../wasend/client.ts';
import { laneOf } from '../../wasend/lane.ts';
import type { ParseAnswer } from '../../wasend/parsing/parse-answer.ts';
import { createReadGate } from '../../wasend/read-gate.ts';
import { createReads } from '../../wasend/reads.ts';

/** A key and one of its sessions. */
interface KeyedSession {
  readonly apiKey: string;
  readonly sessionId: SessionId;
}

/** The ways to Wasend of this process: one client and one gate for each key. */
export interface Wasend {
  laneOf(apiKey: string): LaneId;
  /** Reads for people; what can be shared is shared. */
  reads(session: KeyedSession): WasendReads;
  /** For leaves and looks: its reads let people's go first. */
  working(apiKey: string): WasendClient;
  /** Asks with a key nobody keeps yet, while a person waits: what it answers, or that it did not in time. */
  checkKey(apiKey: string): Promise<ReadResult<readonly SessionFacts[]>>;
}

export interface WasendMeans {
  readonly baseUrl: string;
  readonly exchange: Exchange;
  readonly parse: ParseAnswer;
  readonly clock: Clock;
  readonly storage: Pick<Storage, 'noteRead'>;
  readonly logger: Logger;
}

/** A person waits in a form that Slack gives three seconds: a slow answer is told as such. */
const checkTimeoutMs = 1_700;
/** Clients of keys that nobody has used for long are made anew when they are. */
const mostClients = 5_000;

export function composeWasend({ baseUrl, exchange, parse, clock, storage, logger }: WasendMeans): Wasend {
  const now = () => clock.now();
  const clients = new Map<string, { readonly lane: LaneId; readonly client: KeyClient }>();
  const readsFor = createReads(now);
  const make = (apiKey: string, lane: LaneId): KeyClient => {
    const gate = createReadGate({
      now,
      onRead: ({ limitedForMs }) => {
        storage
          .noteRead(lane, limitedForMs)
          .catch((error: unknown) => logger.error({ error, lane }, 'a read could not be counted'));
      },
    });
    const client = createWasendClient({ baseUrl, apiKey, exchange, parse, clock, gate });
    const closing = (one: WasendClient): WasendClient => ({
      ...one,
      async leave(sessionId, groupId) {
        const answer = await one.leave(sessionId, groupId);
        if (answer.class === 'rate-limited') gate.close(now() + (answer.retryAfterMs ?? 60_000));
        return answer;
      },
    });
    const looking = closing(client.forLooks());
    return { ...closing(client), forLooks: () => looking };
  };
  const known = (apiKey: string): { readonly lane: LaneId; readonly client: KeyClient } => {
    const before = clients.get(apiKey);
    if (before !== undefined) return before;
    if (clients.size >= mostClients) clients.delete(clients.keys().next().value ?? '');
    const lane = laneOf(apiKey);
    const made = { lane, client: make(apiKey, lane) };
    clients.set(apiKey, made);
    return made;
  };
  return {
    laneOf: (apiKey) => clients.get(apiKey)?.lane ?? laneOf(apiKey),
    reads({ apiKey, sessionId }) {
      const { lane, client } = known(apiKey);
      return readsFor(`${lane}/${sessionId}`, client, sessionId);
    },
    working: (apiKey) => known(apiKey).client.forLooks(),
    checkKey: (apiKey) => {
      const timeouts = { leaveMs: checkTimeoutMs, readMs: checkTimeoutMs };
      return createWasendClient({
        baseUrl,
        apiKey,
        exchange,
        parse,
        clock,
        gate: createReadGate({ now }),
        timeouts,
      }).sessions();
    },
  };
}
