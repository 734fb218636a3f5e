import { createHash } from 'node:crypto';
import type { AskedGroup, SetAside } from '../events.ts';
import type { SessionId, UserId } from '../ids.ts';
import type { GroupFacts } from '../standing.ts';
import { protectedBy } from './protected-groups.ts';
import type { WorkspaceSettings } from './settings.ts';

/** What a request that others must approve has come to. Folded from its events. */
export interface Approval {
  readonly needed: number;
  /** Epoch milliseconds after which nobody can approve any more. */
  readonly until: number;
  /** Names exactly the list that is approved. */
  readonly list: string;
  readonly approvedBy: readonly UserId[];
  readonly declinedBy: UserId | null;
  readonly expired: boolean;
}

/** `waiting` for people, `given` by enough of them, or ended by one or by nobody. Pure. */
export function approvalState({
  needed,
  approvedBy,
  declinedBy,
  expired,
}: Approval): 'waiting' | 'given' | 'declined' | 'expired' {
  if (declinedBy !== null) return 'declined';
  if (expired) return 'expired';
  return approvedBy.length >= needed ? 'given' : 'waiting';
}

/** Names a list of groups as it stood when it was asked for: another name or standing makes another list. */
export function listHash(sessionId: SessionId, groups: readonly AskedGroup[]): string {
  const lines = groups.map(({ groupId, name, standing }) => [groupId, name, standing]);
  return createHash('sha256')
    .update(JSON.stringify([sessionId, lines]))
    .digest('hex')
    .slice(0, 16);
}

/** How a group differs from what was approved; null when it is as it was. Numbers of members come and go and do not count. */
export function changedSince(
  asked: AskedGroup,
  now: GroupFacts | undefined,
  settings: Pick<WorkspaceSettings, 'protectedGroups'>,
): SetAside['why'] | null {
  if (now === undefined) {
    const wasListed = asked.name !== null || asked.standing !== 'not-known';
    return wasListed ? 'not-listed' : null;
  }
  const name = now.name?.slice(0, 300).toWellFormed() ?? null;
  if (asked.name !== null && name !== asked.name) return 'renamed';
  if (now.standing !== 'not-known' && now.standing !== asked.standing) return 'standing-changed';
  return protectedBy({ groupId: asked.groupId, name }, settings) === null ? null : 'protected';
}
