import { describe, expect, test } from '@jest/globals';
import { listGroups } from '../../../src/wasend/groups/list-groups.ts';
import type { GroupsPage } from '../../../src/wasend/parsing/facts.ts';
import { reduceAnswer } from '../../../src/wasend/parsing/reduce-answer.ts';

const apiKey = 'wk_live_0123456789abcdef';
const self = { phoneNumber: '+447700900123', lid: null };
const row = (at: number) => ({ jid: `1203630000000${10_000 + at}@g.us` });
const rows = (from: number, until: number): object[] =>
  Array.from({ length: until - from }, (_, at) => row(from + at));

function pageOf(body: unknown): GroupsPage {
  const json = new TextEncoder().encode(JSON.stringify(body));
  const { value } = reduceAnswer({
    body: json,
    contentType: 'application/json',
    kind: 'groups-page',
    self,
    apiKey,
  });
  if (value === null) throw new Error('No page');
  return value;
}

/** Reads these pages, one after another; the last again and again. */
async function listed(...pages: unknown[]) {
  const asked: number[] = [];
  const read = await listGroups(async (_, offset) => {
    asked.push(offset);
    return { kind: 'ok', value: pageOf(pages[Math.min(asked.length, pages.length) - 1]) };
  });
  if (read.kind === 'failed') throw new Error(read.why);
  const { groups, whole, unreadable } = read.value;
  return { groups: groups.length, whole, unreadable, asked };
}

describe('pages of a list', () => {
  test.each<[string, unknown[], object]>([
    [
      'a first one as long as asked for, again',
      [rows(0, 100)],
      { groups: 100, whole: false, asked: [0, 100] },
    ],
    ['a first one shorter by one, again', [rows(0, 99)], { groups: 99, whole: true, asked: [0, 99] }],
    [
      'a short one again, with fewer rows',
      [rows(0, 9), rows(0, 8)],
      { groups: 9, whole: false, asked: [0, 9] },
    ],
    [
      'a short one again, with one row of it not read',
      [
        [...rows(0, 9), {}],
        [...rows(0, 8), {}, {}],
      ],
      { groups: 9, whole: false, unreadable: 1 },
    ],
    [
      'a short one again, that promises more',
      [rows(0, 9), { groups: rows(0, 9), hasMore: true }],
      { groups: 9, whole: false, asked: [0, 9] },
    ],
    [
      'a short one again, that promises the end',
      [rows(0, 9), { groups: rows(0, 9), hasMore: false }],
      { groups: 9, whole: true, asked: [0, 9] },
    ],
    [
      'one that repeats a part of the first',
      [rows(0, 9), rows(5, 9), []],
      { groups: 9, whole: false, asked: [0, 9] },
    ],
    [
      'a second one, then that again',
      [rows(0, 9), rows(9, 18), rows(9, 18)],
      { groups: 18, whole: false, asked: [0, 9, 18] },
    ],
    [
      'an empty one that promises more',
      [rows(0, 9), { groups: [], hasMore: true }],
      { groups: 9, whole: false, asked: [0, 9] },
    ],
    ['an empty one', [rows(0, 9), []], { groups: 9, whole: true, asked: [0, 9] }],
    [
      'one not read, at the end',
      [rows(0, 9), [{}]],
      { groups: 9, whole: false, unreadable: 1, asked: [0, 9] },
    ],
    [
      'one not read, that promises more',
      [{ groups: [{}], hasMore: true }, []],
      { groups: 0, whole: false, unreadable: 1, asked: [0, 1] },
    ],
    ['a total, and one fewer', [{ groups: rows(0, 9), total: 10 }, []], { groups: 9, whole: false }],
    [
      'a total that shrinks',
      [
        { groups: rows(0, 9), total: 10 },
        { groups: [], total: 9 },
      ],
      { groups: 9, whole: false },
    ],
    ['a total, and as many', [{ groups: rows(0, 9), total: 9 }, []], { groups: 9, whole: true }],
    ['a total, and more', [{ groups: rows(0, 9), total: 3 }, []], { groups: 9, whole: true }],
  ])('%s', async (_, pages, expected) => {
    expect(await listed(...pages)).toMatchObject(expected);
  });

  test('ten thousand groups are the most, and 200 pages', async () => {
    const many = await listGroups(async (_, offset) => ({
      kind: 'ok',
      value: pageOf(rows(offset, offset + 5_000)),
    }));
    expect(many).toMatchObject({ kind: 'ok', value: { whole: false } });
    expect(many.kind === 'ok' && many.value.groups.length).toBe(10_000);
    let pages = 0;
    await listGroups(async (_, offset) => {
      pages += 1;
      return { kind: 'ok', value: pageOf(rows(offset, offset + 1)) };
    });
    expect(pages).toBe(200);
  });
});

describe('other facts', () => {
  const factsOf = (kind: 'count' | 'invite' | 'group', body: unknown) =>
    reduceAnswer({
      body: new TextEncoder().encode(JSON.stringify(body)),
      contentType: 'application/json',
      kind,
      self,
      apiKey,
    }).value;

  test.each<[unknown, number | null]>([
    [{ total: 7, count: 8, data: { total: 9 } }, 7],
    [{ count: '8', data: { count: 9 } }, 8],
    [{ data: { total: 9, count: 10 } }, 9],
    [{ data: { count: 10 } }, 10],
    [{ data: { total: 'x' } }, null],
    [{ data: 'x' }, null],
    [{ total: -1 }, null],
    [{}, null],
    [[], null],
    [null, null],
  ])('a count %j is %j', (body, count) => {
    expect(factsOf('count', body)).toBe(count);
  });

  test('an invite shows its group, and nothing of us', () => {
    const group = { jid: row(1).jid, name: 'Choir', size: 4, participants: [{ jid: '447700900123@c.us' }] };
    expect(factsOf('invite', group)).toEqual({ groupId: row(1).jid, name: 'Choir', memberCount: 4 });
    expect(factsOf('invite', { name: 'x' })).toBeNull();
    expect(factsOf('invite', null)).toBeNull();
    expect(factsOf('group', [])).toBeNull();
  });
});
