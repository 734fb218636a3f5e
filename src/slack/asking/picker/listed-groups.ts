import { type FoundGroups, findGroups } from '../../../leaving/before/find-groups.ts';
import { judgeTogether } from '../../../leaving/before/judge-groups.ts';
import { GroupId, type SessionId, type WorkspaceId } from '../../../leaving/ids.ts';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import type { GroupFacts } from '../../../leaving/standing.ts';
import type { ListedGroup } from '../../../messages/modals/picker/group-options.ts';
import type { Services } from '../../services.ts';

/** The best matches, judged as the preview would, with what this app has left of them. */
export async function findListed(
  place: { readonly workspaceId: WorkspaceId; readonly sessionId: SessionId },
  groups: readonly GroupFacts[],
  typed: string,
  most: number,
  settings: WorkspaceSettings,
  { requests }: Pick<Services, 'requests'>,
): Promise<{ readonly groups: readonly ListedGroup[]; readonly count: FoundGroups['count'] }> {
  const found = findGroups(groups, typed, most);
  const ids = found.groups.flatMap(({ groupId }) => GroupId.safeParse(groupId).data ?? []);
  const leftBefore = await requests.leftBefore(place.workspaceId, place.sessionId, ids);
  const named = found.groups.map((facts) => ({ groupId: facts.groupId, facts }));
  const judged = judgeTogether(named, { sessionIsUsable: null, listed: groups, leftBefore, settings });
  return {
    count: found.count,
    groups: judged.map(({ facts, blocked, warnings, groupId }) => ({
      facts,
      judged: { blocked, warnings },
      leftAt: leftBefore.get(groupId)?.at ?? null,
    })),
  };
}
