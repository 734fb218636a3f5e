import { createHash } from 'node:crypto';
import type { AskedGroup, EventOf, SetAsideWhy } from '../events.ts';
import type { SessionId } from '../ids.ts';
import type { GroupFacts } from '../standing.ts';
import type { ApprovalRule } from './settings.ts';

/** Names a list of groups as it stood when it was asked for: another name or standing makes another list. */
export function listHash(sessionId: SessionId, groups: readonly AskedGroup[]): string {
  const lines = groups.map(({ groupId, name, standing }) => [groupId, name, standing]);
  return createHash('sha256')
    .update(JSON.stringify([sessionId, lines]))
    .digest('hex')
    .slice(0, 16);
}

/** The approval that a list needs by the rule that holds for who asks; undefined where it needs none. `now` is epoch milliseconds. */
export function approvalFor(
  sessionId: SessionId,
  groups: readonly AskedGroup[],
  { needed, overGroups, minutes }: ApprovalRule,
  now: number,
): EventOf<'requested'>['approval'] {
  if (needed === 0 || groups.length <= overGroups) return undefined;
  return {
    needed,
    until: now + minutes * 60_000,
    list: listHash(sessionId, groups),
  };
}

/** A read that showed that the number is not in a group. */
export type SeenOutside = Extract<SetAsideWhy, 'not-listed' | 'refused-as-outsider'>;

/** How a group differs from what was approved; null when it is as it was, or never was known. A role that could not be read is no change, and numbers of members come and go. */
export function changedSince(asked: AskedGroup, now: GroupFacts | SeenOutside): SetAsideWhy | null {
  if (typeof now === 'string') {
    const wasKnown = asked.name !== null || asked.standing !== 'not-known';
    return wasKnown ? now : null;
  }
  const name = now.name?.slice(0, 300).toWellFormed() ?? null;
  if (asked.name !== null && name !== asked.name) return 'renamed';
  const isOther =
    now.standing !== 'not-known' && asked.standing !== 'not-known' && now.standing !== asked.standing;
  return isOther ? 'standing-changed' : null;
}
