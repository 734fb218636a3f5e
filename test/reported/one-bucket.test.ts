import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { House, sessionId } from '../journeys/house.ts';
import { requestsOf } from '../journeys/on-record.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
});
afterEach(() => house.end());

test('where every call counts into one bucket of ten, five requests of five groups are all confirmed', async () => {
  const ids = house.wasend.world.addManyGroups(sessionId, 25);
  house.wasend.limit = { calls: 10, windowMs: 60_000, counts: 'all' };
  const requests = Array.from({ length: 5 }, (_, at) => ids.slice(at * 5, at * 5 + 5));
  for (const groups of requests) {
    await house.openModal(groups.join(' '));
    await house.clock.advance(61_000);
    await house.confirm();
  }
  await house.told(2_000);
  const statuses = (await requestsOf(house)).flatMap(({ leaves }) => leaves.map(({ status }) => status));
  const limited = house.wasend.journal.filter(({ status }) => status === 429);
  process.stdout.write(
    `${house.wasend.journal.length} calls, of which ${limited.length} were answered 429, ${limited.filter(({ route }) => route === 'leave').length} of them leaves; ${Math.round((house.clock.now() - (house.wasend.journal[0]?.at ?? 0)) / 60_000)} minutes\n`,
  );
  expect(limited.filter(({ route }) => route === 'leave').length).toBeLessThanOrEqual(8);
  expect(statuses.map((status) => (status.kind === 'left' ? status.confirmed : status.kind))).toEqual(
    Array.from({ length: 25 }, () => true),
  );
});
