import { describe, expect, test } from '@jest/globals';
import { judgeGroupList, judgeGroupRead } from '../../src/leaving/advance/look.ts';
import { GroupId } from '../../src/leaving/ids.ts';
import type { ReadFailure, ReadResult } from '../../src/leaving/ports/wasend.ts';
import type { GroupFacts } from '../../src/leaving/standing.ts';

const groupId = GroupId.parse('120363000000000001@g.us');
const facts: GroupFacts = {
  groupId,
  name: 'Choir',
  memberCount: 4,
  standing: 'member',
  onlyAdmin: false,
  isCommunity: false,
  isAnnouncementGroup: false,
  communityId: null,
  isLocked: false,
  createdAt: null,
};
const failed = (why: ReadFailure['why']): ReadFailure => ({ kind: 'failed', why, status: null, said: null });

describe('what a read of the group proves', () => {
  test.each([
    ['in', 'in'],
    ['out', 'out'],
    ['not-known', 'cannot-tell'],
  ] as const)('members that say %s', (membership, sighting) => {
    expect(judgeGroupRead({ kind: 'ok', value: { facts, membership } }).sighting).toBe(sighting);
  });

  test.each([
    ['not-a-member', 'out'],
    ['group-not-found', 'out'],
    ['timed-out', 'cannot-tell'],
    ['unauthorized', 'cannot-tell'],
    ['session-missing', 'cannot-tell'],
    ['rate-limited', 'cannot-tell'],
    ['unreadable', 'cannot-tell'],
  ] as const)('an answer %s', (why, sighting) => {
    expect(judgeGroupRead(failed(why)).sighting).toBe(sighting);
  });
});

describe('what a list of groups proves', () => {
  const list = (...ids: string[]): ReadResult<readonly GroupFacts[]> => ({
    kind: 'ok',
    value: ids.map((id) => ({ ...facts, groupId: id })),
  });
  test.each([
    ['without the group: only probably out', list('120363000000000002@g.us'), 'probably-out'],
    ['with the group: no proof, lists are caches', list(groupId), 'cannot-tell'],
    ['empty: nothing', list(), 'cannot-tell'],
    ['unreadable: nothing', failed('timed-out'), 'cannot-tell'],
  ] as const)('%s', (_, read, sighting) => {
    expect(judgeGroupList(groupId, read).sighting).toBe(sighting);
  });
});
