import { describe, expect, test } from '@jest/globals';
import { oddRowNames } from '../src/reads/odd-rows.ts';
import type { ShapeName } from '../src/shapes/shapes.ts';
import { groupId, sessionId, useBench } from './bench.ts';

const groups = `/${sessionId}/groups`;
const us = '447700900123@s.whatsapp.net';

interface DocsList {
  readonly groups: readonly { readonly jid: string }[];
  readonly pagination: { readonly total: number; readonly hasMore?: boolean };
}

describe('half lists', () => {
  const bench = useBench();
  const list = async (query = ''): Promise<DocsList> =>
    (await bench.get(`${groups}?exclude=participants&${query}`)).body as DocsList;

  test('hasMore can be true over a short page, and over an empty one', async () => {
    bench.wasend.stale.hasMore = 'always';
    expect(await list('offset=10')).toMatchObject({ pagination: { hasMore: true } });
    expect((await list('offset=90')).groups).toEqual([]);
    bench.wasend.stale.hasMore = 'never';
    expect(await list('limit=3')).toMatchObject({ pagination: { hasMore: false, total: 18 } });
    bench.wasend.stale.hasMore = 'left-out';
    expect((await list()).pagination).not.toHaveProperty('hasMore');
  });

  test('a page can be shorter than asked for, the rest on the next', async () => {
    bench.wasend.stale.mostPerPage = 4;
    const [first, second] = [await list('limit=50'), await list('limit=50&offset=4')];
    expect([first.groups.length, first.pagination.hasMore, second.groups.length]).toEqual([4, true, 4]);
  });

  test('a list can end in the middle, and its total can say so or not', async () => {
    bench.wasend.stale.listEndsAfter = 7;
    expect(await list()).toMatchObject({ pagination: { total: 18, hasMore: false } });
    expect((await list()).groups).toHaveLength(7);
    bench.wasend.stale.totalOff = -11;
    expect((await list()).pagination.total).toBe(7);
  });

  test('a group can be missing without a trace', async () => {
    bench.wasend.stale.unlisted = [groupId];
    expect((await list()).groups.map(({ jid }) => jid)).not.toContain(groupId);
    expect((await bench.get(`${groups}/${groupId}`)).status).toBe(200);
  });

  test('no groups can be written as null', async () => {
    Object.assign(bench.wasend.stale, { emptyList: true, emptyListAs: 'null' });
    expect((await bench.get(groups)).body).toBeNull();
    bench.wasend.stale.emptyListAs = 'null-groups';
    expect((await bench.get(groups)).body).toEqual({ groups: null });
  });

  test('exclude can be ignored', async () => {
    bench.wasend.stale.ignoreExclude = true;
    expect(JSON.stringify(await list())).toContain(us);
  });

  test.each(['docs', 'sdk', 'waha-gows', 'waha-noweb'] as const)(
    '%s: one row of another kind, its neighbours as ever, in lists and by itself',
    async (shape: ShapeName) => {
      bench.wasend.shape = shape;
      const rows = async () => {
        const { body } = await bench.get(`${groups}?exclude[]=participants`);
        const inside = (body as { groups?: unknown }).groups ?? body;
        return Object.values(inside as object).map((row) => JSON.stringify(row));
      };
      const whole = await rows();
      const single = (await bench.get(`${groups}/${groupId}`)).text;
      for (const how of oddRowNames) {
        bench.wasend.stale.oddRows = { [groupId]: how };
        const changed = (await rows()).filter((row, index) => row !== whole[index]);
        expect([how, changed.length]).toEqual([how, 1]);
        expect((await bench.get(`${groups}/${groupId}`)).text).not.toBe(single);
      }
      bench.wasend.stale.oddRows = { every: 'null-row' };
      expect(new Set(await rows())).toEqual(new Set(['null']));
      bench.wasend.stale.clear();
      expect(await rows()).toEqual(whole);
    },
  );
});

describe('members told in part', () => {
  const bench = useBench();
  const read = async () => (await bench.get(`${groups}/${groupId}`)).body as Record<string, unknown>;
  const ids = async () => ((await read()).participants as { jid: string }[]).map(({ jid }) => jid);

  test('ours are among those that are not', async () => {
    bench.wasend.stale.mostMembers = 3;
    expect(await ids()).toHaveLength(3);
    expect(await ids()).not.toContain(us);
    expect(await read()).not.toHaveProperty('participantCount');
    bench.wasend.stale.tellsMemberCount = true;
    expect(await read()).toMatchObject({ participantCount: 5 });
  });

  test('we alone can be left out', async () => {
    Object.assign(bench.wasend.stale, { hidesUs: true, tellsMemberCount: true });
    expect(await ids()).toHaveLength(4);
    expect(await read()).toMatchObject({ participantCount: 5 });
  });

  test.each([
    ['waha-gows', 'ParticipantCount'],
    ['waha-noweb', 'size'],
  ] as const)('%s tells the whole count by itself, in %s', async (shape, field) => {
    bench.wasend.shape = shape;
    bench.wasend.stale.mostMembers = 2;
    expect(await read()).toMatchObject({ [field]: 5 });
  });
});
