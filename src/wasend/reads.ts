import type { SessionId } from '../leaving/ids.ts';
import type {
  GroupList,
  ReadResult,
  Self,
  SessionFacts,
  WasendClient,
  WasendReads,
} from '../leaving/ports/wasend.ts';

/** Keeps the newest good answer of something read, for `keepMs`; callers at the same time share one read. */
export interface SharedRead<T> {
  get(key: string, read: () => Promise<ReadResult<T>>): Promise<ReadResult<T>>;
}

/** Failures are never kept. */
export function createSharedRead<T>(now: () => number, keepMs: number): SharedRead<T> {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<ReadResult<T>> }>();
  return {
    get(key, read) {
      const held = kept.get(key);
      if (held !== undefined && held.until > now()) return held.answer;
      const answer = read();
      const entry = { until: now() + keepMs, answer };
      kept.set(key, entry);
      const forgetFailure = (result: ReadResult<T> | null): void => {
        if ((result === null || result.kind === 'failed') && kept.get(key) === entry) kept.delete(key);
      };
      answer.then(forgetFailure, () => forgetFailure(null));
      for (const [other, { until }] of kept) if (until <= now()) kept.delete(other);
      return answer;
    },
  };
}

/** One list serves the modal and whoever else asks within this time. */
const listKeptMs = 30_000;
const sessionKeptMs = 30_000;

/** Makes readers that share their readings; `scope` names one session of one key. */
export function createReads(
  now: () => number,
): (scope: string, client: WasendClient, sessionId: SessionId) => WasendReads {
  const sessions = createSharedRead<SessionFacts>(now, sessionKeptMs);
  const lists = createSharedRead<GroupList>(now, listKeptMs);
  return (scope, client, sessionId) => {
    const session = () => sessions.get(scope, () => client.session(sessionId));
    const self = async (): Promise<Self> => {
      const read = await session();
      return read.kind === 'ok'
        ? { phoneNumber: read.value.phoneNumber, lid: read.value.lid }
        : { phoneNumber: null, lid: null };
    };
    return {
      session,
      self,
      groups: () =>
        lists.get(scope, async () => {
          const read = await client.groups(sessionId, await self());
          return read.kind === 'ok' ? { kind: 'ok', value: { groups: read.value, readAt: now() } } : read;
        }),
      group: async (groupId) => client.group(sessionId, groupId, await self()),
      groupCount: () => client.groupCount(sessionId),
      sessions: () => client.sessions(),
      joinInfo: (code) => client.joinInfo(sessionId, code),
    };
  };
}
