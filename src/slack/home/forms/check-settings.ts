import type { WebClient } from '@slack/web-api';
import type { ChannelId, WorkspaceId } from '../../../leaving/ids.ts';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { fieldFaults } from '../../../messages/home/forms/field-faults.ts';
import type { Services } from '../../services.ts';
import { isSharedOutside } from '../shared-channel.ts';

/**
 * Says that a rule could never be met: fewer people than approvals beside the one who asks. Null where it can, and where
 * nobody can count: members are too many to be listed, and Slack may not tell who is an admin or in a user group.
 */
export async function tooFewApprovers(
  { leavers, approval: { needed } }: Pick<WorkspaceSettings, 'leavers' | 'approval'>,
  workspaceId: WorkspaceId,
  client: WebClient,
  { userGroups, admins }: Pick<Services, 'userGroups' | 'admins'>,
): Promise<string | null> {
  if (needed === 0 || leavers === 'everyone') return null;
  if (leavers === 'admins') {
    const found = await admins.of(workspaceId, needed + 1, client);
    const isEnough = found === null || !found.isWhole || found.people.length > needed;
    return isEnough ? null : fieldFaults.tooFewApprovers(found.people.length, needed);
  }
  if (new Set(leavers.users).size > needed) return null;
  const members = await userGroups.members(leavers.userGroups, workspaceId, client);
  if (members === null) return null;
  const people = new Set([...leavers.users, ...members]).size;
  return people > needed ? null : fieldFaults.tooFewApprovers(people, needed);
}

/** More channels than these are taken by Slack's own filter of the select alone. */
const mostLookedAt = 10;

/** Says that a newly chosen channel is another organisation's too; null where none is, as far as Slack tells. */
export async function newlyShared(
  before: readonly ChannelId[],
  after: readonly ChannelId[],
  client: WebClient,
): Promise<string | null> {
  const added = after.filter((id) => !before.includes(id)).slice(0, mostLookedAt);
  const shared = await Promise.all(added.map((id) => isSharedOutside(id, client)));
  return shared.includes(true) ? fieldFaults.sharedChannel : null;
}
