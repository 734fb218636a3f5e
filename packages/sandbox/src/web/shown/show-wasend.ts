import type { WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { agencyKey, nextDoorKey } from '../../sandbox-worlds.ts';
import type { ShownCall, ShownGroup, ShownLane, ShownSession, ShownWasend } from '../protocol.ts';

const keys = [agencyKey, nextDoorKey];
const windowMs = 60_000;
const limit = 10;
/** Enough to follow what happens; the stand-in itself keeps all. */
const mostCalls = 200;

/** The WhatsApp side as it truly is, and the calls that came to Wasend. */
export function showWasend(wasend: WasendStandIn, now: number): ShownWasend {
  return {
    sessions: keys.flatMap((key) => wasend.world.sessions(key).map((one) => showSession(wasend, key, one))),
    calls: wasend.journal.slice(-mostCalls).map(showCall),
    lanes: keys.map((key) => showLane(wasend, key.slice(-4), now)),
  };
}

function showSession(
  { world }: WasendStandIn,
  key: string,
  session: ReturnType<WasendStandIn['world']['sessions']>[number],
): ShownSession {
  const groups = world.groups(session.id).map((group): ShownGroup => {
    const traits = [
      ...(group.isParent ? ['community'] : []),
      ...(group.isDefaultSubGroup ? ['announcements of a community'] : []),
      ...(group.isLocked ? ['locked'] : []),
    ];
    const { id, name, standing, memberCount } = group;
    return { id, name, standing, memberCount, traits };
  });
  return { ...session, keyEnd: key.slice(-4), groups };
}

function showCall({
  key,
  groupId,
  sessionId,
  concurrent,
  ...call
}: WasendStandIn['journal'][number]): ShownCall {
  return { ...call, keyEnd: key };
}

function showLane(wasend: WasendStandIn, keyEnd: string, now: number): ShownLane {
  const at = wasend
    .leaveCalls()
    .filter((call) => call.key === keyEnd && call.at > now - windowMs)
    .map((call) => call.at);
  return { keyEnd, at, limit, windowMs };
}
