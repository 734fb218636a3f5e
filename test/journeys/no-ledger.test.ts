import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { admin, House, team } from './house.ts';

describe('without a ledger', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0' });
  });
  afterEach(async () => {
    await house.end();
  });

  test('nothing is left, and the person is told so at once', async () => {
    const group = house.group();
    await house.openModal(group.id);
    const [, path = ''] = /^sqlite:(.+)$/.exec(house.config.storeUrl) ?? [];
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const [delivery] = await house.confirm();
    expect(delivery?.timedOut).toBe(false);
    expect(house.text(house.slack.world.viewsOf(admin).at(-1)?.content)).toMatch(
      /Nothing was done.*nothing is left without it.*`ws-[0-9a-f]{10}`/,
    );
    other.exec('ROLLBACK');
    other.close();
    await house.clock.advance(60_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
    expect(house.messages(team)).toEqual([]);
    expect(await house.storage.ledger.open(WorkspaceId.parse('T0AGENCY'))).toEqual([]);
  });
});
