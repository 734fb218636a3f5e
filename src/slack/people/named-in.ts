import type { UserGroupId, UserId } from '../../leaving/ids.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';

/** Whom a sentence about these rules may name. Pure. */
export function namedIn({ leavers, stoppedBy }: WorkspaceSettings): (UserId | UserGroupId)[] {
  const named = typeof leavers === 'string' ? [] : [...leavers.users, ...leavers.userGroups];
  return stoppedBy === null ? named : [...named, stoppedBy];
}
