import { describe, expect, test } from '@jest/globals';
import { groupId, sessionId, useBench } from './bench.ts';

const groups = `/${sessionId}/groups`;
const us = '447700900123@s.whatsapp.net';

describe('stale reads', () => {
  const bench = useBench();
  const lists = async () => {
    const { body } = await bench.get(`${groups}?search=padel`);
    return (body as { groups: unknown[] }).groups.length === 1;
  };
  const shows = async () => {
    const { status, body } = await bench.get(`${groups}/${groupId}`);
    if (status !== 200) return status;
    return (body as { participants: { jid: string }[] }).participants.some(({ jid }) => jid === us);
  };

  test('are not, by themselves', async () => {
    expect([await lists(), await shows()]).toEqual([true, true]);
    await bench.leave(groupId);
    expect([await lists(), await shows()]).toEqual([false, 403]);
  });

  test('lists show a left group for so many reads', async () => {
    bench.wasend.stale.listLag = 2;
    await bench.leave(groupId);
    expect([await lists(), await lists(), await lists()]).toEqual([true, true, false]);
  });

  test('a single group shows us for so many reads, apart from the lists', async () => {
    bench.wasend.stale.groupLag = 1;
    await bench.leave(groupId);
    expect([await lists(), await shows(), await shows()]).toEqual([false, true, 403]);
  });

  test('lag until cleared when asked to', async () => {
    Object.assign(bench.wasend.stale, { listLag: Infinity, groupLag: Infinity });
    await bench.leave(groupId);
    for (let reads = 0; reads < 20; reads += 1) expect([await lists(), await shows()]).toEqual([true, true]);
    bench.wasend.stale.clear();
    expect([await lists(), await shows()]).toEqual([false, 403]);
  });

  test('a left group can be told as 200 without us', async () => {
    bench.wasend.stale.tellsLeftGroups = true;
    await bench.leave(groupId);
    expect(await shows()).toBe(false);
  });

  test('the list can be empty and the count can be off, each without the other', async () => {
    const count = async () => ((await bench.get(`${groups}/count`)).body as { total: number }).total;
    bench.wasend.stale.emptyList = true;
    expect([await lists(), await count()]).toEqual([false, 18]);
    bench.wasend.stale.countOff = -18;
    expect(await count()).toBe(0);
  });

  test('participants can be null', async () => {
    bench.wasend.stale.nullParticipants = true;
    expect((await bench.get(`${groups}/${groupId}`)).body).toMatchObject({ participants: null });
    expect((await bench.get(`${groups}?search=padel`)).body).toMatchObject({
      groups: [{ participants: null }],
    });
  });

  test('offset can be ignored: every page is the first', async () => {
    const first = async (offset: number) => {
      const { body } = await bench.get(`${groups}?limit=5&offset=${offset}`);
      return (body as { groups: { jid: string }[] }).groups[0]?.jid;
    };
    expect(await first(5)).not.toBe(groupId);
    bench.wasend.stale.ignoreOffset = true;
    expect(await first(5)).toBe(groupId);
  });
});
