import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { House } from './house.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0' });
});
afterEach(() => house.end());

test('a step that had begun when the app was told to end begins no call; the next start makes it', async () => {
  const { ledger } = house.storage;
  const { load } = ledger;
  let goOn = (): void => {};
  const mayGoOn = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let hasBegun = false;
  Object.assign(ledger, {
    load: async (requestId: Parameters<typeof load>[0]) => {
      const request = await load(requestId);
      hasBegun = true;
      await mayGoOn;
      return request;
    },
  });
  const { id } = house.group();
  await house.openModal(id);
  const confirmed = house.confirm();
  await house.until('the step has begun', () => hasBegun);
  const ended = house.stopApp();
  goOn();
  await Promise.all([confirmed, ended]);
  expect(house.wasend.leaveCalls()).toEqual([]);
  await house.startApp();
  await house.told();
  expect(house.wasend.leaveCalls(id)).toHaveLength(1);
});
