import type { LedgerEvent, SetAside } from '../events.ts';
import type { Request } from '../request.ts';
import { changedSince } from '../rules/approval.ts';
import type { GroupFacts } from '../standing.ts';
import type { AdvanceDependencies, Connected } from './advance.ts';

/** A list that cannot be read is read again after this pause, and given up after the patience. */
const readAgainMs = 30_000;
const patienceMs = 5 * 60_000;

/**
 * Looks at an approved list again right before its first call, and sets aside what is not as it was approved: people
 * approved what they saw. What cannot be read for five minutes is set aside whole. Answers when to be woken next.
 */
export async function recheck(
  request: Request,
  { ledger, connect, now }: AdvanceDependencies,
): Promise<number> {
  const { workspaceId, requestId, version } = request;
  const write = async (event: LedgerEvent): Promise<number> => {
    await ledger.append(workspaceId, requestId, version, [event]);
    return now();
  };
  const connection = await connect(request);
  if (connection === null) return write({ type: 'halted', why: 'not-connected', said: null });
  const { stoppedBy } = connection.settings;
  if (stoppedBy !== null) return write({ type: 'stop-asked', by: stoppedBy });
  const list = await connection.wasend.groups(request.ask.sessionId, connection.self);
  const isPatient = now() < request.holdUntil + patienceMs;
  if (list.kind === 'failed' && isPatient) return now() + readAgainMs;
  const setAside =
    list.kind === 'failed' ? everything(request) : whatChanged(request, list.value, connection);
  return write({ type: 'rechecked', setAside });
}

function everything({ ask }: Request): SetAside[] {
  return ask.groups.map(({ groupId }) => ({ groupId, why: 'not-checked' }));
}

function whatChanged({ ask }: Request, listed: readonly GroupFacts[], { settings }: Connected): SetAside[] {
  const factsOf = new Map(listed.map((facts) => [facts.groupId, facts]));
  return ask.groups.flatMap((group) => {
    const why = changedSince(group, factsOf.get(group.groupId), settings);
    return why === null ? [] : [{ groupId: group.groupId, why }];
  });
}
