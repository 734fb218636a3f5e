import type { SessionId } from '../leaving/ids.ts';
import type { GroupList, Self, SessionFacts, WasendClient, WasendReads } from '../leaving/ports/wasend.ts';
import { withAbsenceJudged } from './groups/group-facts.ts';
import { createSharedRead } from './shared-read.ts';

const freshMs = 30_000;
/** An old list is better than none while the new one is read: a number with thousands of groups takes a while. */
const staleListMs = 10 * 60_000;
const failedSessionMs = 2_000;
const nobody: Self = { phoneNumber: null, lid: null };

/** Makes readers that share their readings; `scope` names one session of one key. */
export function createReads(
  now: () => number,
): (scope: string, client: WasendClient, sessionId: SessionId) => WasendReads {
  const sessions = createSharedRead<SessionFacts>({
    now,
    freshMs,
    staleMs: freshMs,
    failureMs: failedSessionMs,
  });
  const lists = createSharedRead<GroupList>({ now, freshMs, staleMs: staleListMs, failureMs: 0 });
  const seen = new Map<string, Seen>();
  return (scope, client, sessionId) =>
    readsOf({ now, sessions, lists, seen: seenIn(seen, scope) }, scope, client, sessionId);
}

/** What this process has seen of a session, and does not forget when a read fails. */
interface Seen {
  session: { readonly facts: SessionFacts; readonly readAt: number } | null;
  readonly foundAs: Set<string>;
}

function seenIn(all: Map<string, Seen>, scope: string): Seen {
  const seen = all.get(scope) ?? { session: null, foundAs: new Set<string>() };
  all.set(scope, seen);
  return seen;
}

interface Shared {
  readonly now: () => number;
  readonly sessions: ReturnType<typeof createSharedRead<SessionFacts>>;
  readonly lists: ReturnType<typeof createSharedRead<GroupList>>;
  readonly seen: Seen;
}

function readsOf(
  { now, sessions, lists, seen }: Shared,
  scope: string,
  client: WasendClient,
  sessionId: SessionId,
): WasendReads {
  const session = () =>
    sessions.get(scope, async () => {
      const read = await client.session(sessionId);
      if (read.kind === 'ok') seen.session = { facts: read.value, readAt: now() };
      return read;
    });
  const known = (): Self => {
    if (seen.session === null) return nobody;
    const { phoneNumber, lid } = seen.session.facts;
    return { phoneNumber, lid };
  };
  const self = async (): Promise<Self> => {
    await session();
    return known();
  };
  return {
    session,
    lastSession: () => seen.session,
    self,
    groups: ({ members }) =>
      lists.get(`${scope}/${members ? 'with' : 'without'}-members`, async () => {
        // Without members nothing waits for who we are.
        const read = await client.groups(sessionId, members ? await self() : known(), { members });
        if (read.kind !== 'ok') return read;
        for (const as of read.value.foundAs.values()) seen.foundAs.add(as);
        return { kind: 'ok', value: { ...read.value, readAt: now() } };
      }),
    async group(groupId) {
      const read = await client.group(sessionId, groupId, await self());
      if (read.kind !== 'ok') return read;
      if (read.value.membership.kind === 'in') seen.foundAs.add(read.value.membership.as);
      return { kind: 'ok', value: { ...read.value, facts: withAbsenceJudged(read.value, seen.foundAs) } };
    },
    groupCount: () => client.groupCount(sessionId),
    sessions: () => client.sessions(),
    joinInfo: (code) => client.joinInfo(sessionId, code),
    foundAs: () => [...seen.foundAs],
  };
}
