import type { Judged } from '../../src/leaving/before/judge-groups.ts';
import { ChannelId } from '../../src/leaving/ids.ts';
import type { GroupFacts } from '../../src/leaving/standing.ts';
import type { ListedGroup } from '../../src/messages/modals/picker/group-options.ts';
import type { PreviewState } from '../../src/messages/modals/preview/preview.ts';
import type { PreviewGroup } from '../../src/messages/modals/preview/preview-lines.ts';
import { ada, channelId, groupId, nameOf, requestId, sessionId, startedAt } from './requests.ts';

function facts(index: number, name: string | null, more: Partial<GroupFacts> = {}): GroupFacts {
  return {
    groupId: groupId(index),
    name,
    memberCount: 5,
    standing: 'member',
    onlyAdmin: false,
    isCommunity: false,
    isAnnouncementGroup: false,
    communityId: null,
    isLocked: false,
    createdAt: '2022-05-10T10:00:00Z',
    ...more,
  };
}

export function previewGroup(
  index: number,
  name: string | null,
  more: Partial<PreviewGroup> = {},
  moreFacts: Partial<GroupFacts> = {},
): PreviewGroup {
  return {
    groupId: groupId(index),
    facts: facts(index, name, moreFacts),
    notListed: false,
    blocked: null,
    warnings: [],
    community: null,
    leftBefore: null,
    ...more,
  };
}

export function listed(
  index: number,
  name: string | null,
  judged: Partial<Judged> = {},
  leftAt: number | null = null,
): ListedGroup {
  return { facts: facts(index, name), judged: { blocked: null, warnings: [], ...judged }, leftAt };
}

export function previewState(
  groups: readonly PreviewGroup[],
  more: Partial<PreviewState> = {},
): PreviewState {
  return {
    requestId,
    revision: 1,
    number: { phone: '447700900123', name: 'Sales UK' },
    sessionId,
    groups,
    bad: [],
    passedOver: 0,
    remaining: 0,
    readAt: startedAt,
    isPushed: false,
    channelId,
    auditChannel: ChannelId.parse('C0AUDIT'),
    holdSeconds: 5,
    approval: null,
    expected: null,
    asker: ada,
    now: startedAt,
    nameOf,
    ...more,
  };
}
