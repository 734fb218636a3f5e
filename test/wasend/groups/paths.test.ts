import { expect, test } from '@jest/globals';
import type { GroupPath, GroupRead, ReadFailure, ReadResult } from '../../../src/leaving/ports/wasend.ts';
import { createPathMemory, readGroup } from '../../../src/wasend/groups/group-paths.ts';

const ok: ReadResult<GroupRead> = { kind: 'ok', value: {} as GroupRead };
const failed = (
  status: number | null,
  why: ReadFailure['why'],
  outsider?: ReadFailure['outsider'],
): ReadFailure => ({
  kind: 'failed',
  why,
  status,
  said: null,
  ...(outsider === undefined ? {} : { outsider }),
});
const routeMiss = failed(404, 'refused');
const unnamed = (path: GroupPath) => failed(404, 'refused', { namesGroup: false, path });
const named = (path: GroupPath) => failed(404, 'refused', { namesGroup: true, path });
const down = failed(503, 'unreachable');

interface Case {
  readonly worked?: GroupPath;
  readonly group: ReadResult<GroupRead>;
  readonly info?: ReadResult<GroupRead>;
  /** Which answer counts, which addresses were asked, and which is remembered. */
  readonly counts: ReadResult<GroupRead>;
  readonly asked: GroupPath[];
  readonly remembered: GroupPath | null;
}

test.each<[string, Case]>([
  ['works', { group: ok, counts: ok, asked: ['group'], remembered: 'group' }],
  ['is down', { group: down, counts: down, asked: ['group'], remembered: null }],
  ['names the group', { group: named('group'), counts: named('group'), asked: ['group'], remembered: null }],
  [
    'is none, and the other works',
    { group: routeMiss, info: ok, counts: ok, asked: ['group', 'group-info'], remembered: 'group-info' },
  ],
  [
    'refuses, and the other is none',
    {
      group: unnamed('group'),
      info: routeMiss,
      counts: unnamed('group'),
      asked: ['group', 'group-info'],
      remembered: null,
    },
  ],
  [
    'refuses, and the other is down',
    { group: unnamed('group'), info: down, counts: down, asked: ['group', 'group-info'], remembered: null },
  ],
  [
    'refuses, and the other names the group',
    {
      group: unnamed('group'),
      info: named('group-info'),
      counts: named('group-info'),
      asked: ['group', 'group-info'],
      remembered: null,
    },
  ],
  [
    'is none, and the other is none',
    { group: routeMiss, info: down, counts: down, asked: ['group', 'group-info'], remembered: null },
  ],
  [
    'worked before, and now the other does',
    {
      worked: 'group-info',
      group: ok,
      info: routeMiss,
      counts: ok,
      asked: ['group-info', 'group'],
      remembered: 'group',
    },
  ],
  [
    'worked before, and is down',
    {
      worked: 'group-info',
      group: ok,
      info: down,
      counts: down,
      asked: ['group-info'],
      remembered: 'group-info',
    },
  ],
  [
    'worked before, and refuses',
    {
      worked: 'group-info',
      group: routeMiss,
      info: unnamed('group-info'),
      counts: unnamed('group-info'),
      asked: ['group-info', 'group'],
      remembered: 'group-info',
    },
  ],
])('the address of a group that %s', async (_, { worked, group, info, counts, asked, remembered }) => {
  const memory = createPathMemory();
  memory.worked = worked ?? null;
  const seen: GroupPath[] = [];
  const answer = await readGroup(memory, async (path) => {
    seen.push(path);
    return path === 'group' ? group : (info ?? ok);
  });
  expect(answer).toEqual(counts);
  expect(seen).toEqual(asked);
  expect(memory.worked).toBe(remembered);
});
