import { describe, expect, test } from '@jest/globals';
import { groupId, key, sessionId, useBench } from './bench.ts';

const groups = `/${sessionId}/groups`;
const invite = 'Ck7QmW2xVb9LsTfR4dNzYp';

describe('sizes of real life', () => {
  const bench = useBench();

  test('a group of 1,024 has 1,024 different numbers', async () => {
    const id = bench.wasend.world.addGroup(sessionId, { otherMembers: 1_023 });
    const { body } = await bench.get(`${groups}/${id}`);
    const numbers = (body as { participants: { phoneNumber: string }[] }).participants.map(
      ({ phoneNumber }) => phoneNumber,
    );
    expect(new Set(numbers).size).toBe(1_024);
    for (const number of numbers)
      expect(number).toMatch(/^(447700900\d{3}|1\d{3}55501\d\d)@s\.whatsapp\.net$/);
  });

  test('a thousand groups of two hundred fill pages of megabytes, unless members are left out', async () => {
    bench.wasend.world.addManyGroups(sessionId, 1_000, { otherMembers: 200 });
    bench.wasend.shape = 'sdk';
    const whole = await bench.get(`${groups}?limit=100&offset=100`);
    const lean = await bench.get(`${groups}?limit=100&offset=100&exclude[]=participants`);
    expect(whole.text.length).toBeGreaterThan(3_000_000);
    expect(lean.text.length).toBeLessThan(200_000);
  });
});

describe('clients of others', () => {
  const bench = useBench();

  test.each([
    'exclude=participants',
    'exclude[]=participants',
    'exclude%5B%5D=participants',
    'exclude[]=x&exclude[]=participants',
  ])('?%s leaves the members out', async (query) => {
    expect((await bench.get(`${groups}?${query}`)).text).not.toContain('participants');
  });

  test('lists come in the order asked for', async () => {
    const names = async (query: string) =>
      ((await bench.get(`${groups}?${query}`)).body as { groups: { name: string }[] }).groups.map(
        ({ name }) => name,
      );
    const byName = await names('sortBy=name');
    expect(byName).toEqual(byName.toSorted((one, other) => one.localeCompare(other)));
    expect(await names('sortBy=name&sortOrder=desc')).toEqual(byName.toReversed());
    expect((await names(''))[0]).toBe('Padel Tuesdays');
  });

  test('an invite may be a whole link, as whatsmeow takes it', async () => {
    const ask = async (code: string) =>
      (await bench.get(`${groups}/join-info?code=${encodeURIComponent(code)}`)).status;
    expect(await ask(`https://chat.whatsapp.com/${invite}`)).toBe(200);
    expect(await ask(`https://chat.whatsapp.com/${invite}?mode=ac_t`)).toBe(200);
    expect(await ask(`https://chat.whatsapp.com/invite/${invite}`)).toBe(404);
  });

  test('WAHA’s write /api before the path and send X-Api-Key', async () => {
    bench.wasend.shape = 'waha-gows';
    const ask = (method: string, path: string, used: string) =>
      bench.call(method, path, { headers: { authorization: '', 'x-api-key': used } });
    expect((await ask('GET', '/api/sessions', key)).body).toHaveLength(2);
    expect((await ask('GET', '/api/sessions', 'no')).body).toEqual({
      message: 'Unauthorized',
      statusCode: 401,
    });
    const left = await ask('POST', `/api/${sessionId}/groups/${groupId}/leave`, key);
    expect(left).toMatchObject({ status: 201, text: '' });
    expect(bench.wasend.world.isMember(sessionId, groupId)).toBe(false);
    expect(bench.wasend.problems).toEqual([]);
  });

  test.each(['waha-gows', 'waha-noweb'] as const)(
    '%s answers a leave with 201 and nothing, out or not',
    async (shape) => {
      bench.wasend.shape = shape;
      const owned = '120363025333238347@g.us';
      for (const [id, did] of [
        [groupId, true],
        [groupId, false],
        [owned, true],
        ['120363000000000001@g.us', false],
      ] as const) {
        expect(await bench.leave(id)).toMatchObject({ status: 201, text: '' });
        expect(bench.wasend.leaveCalls().at(-1)?.did).toBe(did);
      }
      expect((await bench.leave('x')).status).toBe(500);
      bench.wasend.world.setStatus(sessionId, 'STOPPED');
      expect((await bench.leave(groupId)).status).toBe(422);
    },
  );

  test('NOWEB answers the read of a left group with 200 and nothing', async () => {
    bench.wasend.shape = 'waha-noweb';
    await bench.leave(groupId);
    expect(await bench.get(`${groups}/${groupId}`)).toMatchObject({ status: 200, text: '' });
  });
});

describe('without strictness', () => {
  const bench = useBench({ isStrict: false });

  test('the SDK’s Content-Type is nothing to speak of', async () => {
    await bench.leave(groupId, { headers: { 'content-type': 'application/json' } });
    expect(bench.wasend.problems).toEqual([]);
  });
});
