import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionIds } from '../../src/messages/ids.ts';
import { admin, House, member, sessionId, team } from './house.ts';

const pressStop = (house: House, user = member) => {
  const card = house.cards(team).at(-1);
  return house.slack.press({ user, channel: team, ts: card?.ts ?? '', actionId: 'stop_request' });
};

describe('hold and stop', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '30', BULK_GAP_SECONDS: '20-20' });
  });
  afterEach(async () => {
    await house.end();
  });

  test('nothing is called while the hold lasts, also across a restart', async () => {
    const group = house.group();
    await house.openModal(group.id);
    await house.confirm();
    await house.until('the card', () => house.cards(team)[0]);
    await house.clock.advance(20_000);
    await house.stopApp();
    await house.startApp();
    await house.clock.advance(9_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
    await house.until('an audit line', () => house.audit()[0], 1_000);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
    expect(house.cards(team)).toHaveLength(1);
  });

  test('anyone in the channel can stop it within the hold, and who stopped is told and kept', async () => {
    const group = house.group();
    await house.openModal(group.id);
    await house.confirm();
    await house.until('the card', () => house.card().includes('stop_request'));
    await pressStop(house);
    await house.until('an audit line', () => house.audit()[0], 1_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
    expect(house.wasend.world.isMember(sessionId, group.id)).toBe(true);
    expect(house.card()).toMatch(/Stopped by .?Mei Member/);
    expect(house.card()).not.toContain('stop_request');
    expect(house.audit()[0]).toMatch(/stopped/i);
  });

  test('stopping a long request lists exactly what was left and what not', async () => {
    house.wasend.world.addManyGroups(sessionId, 8);
    const groups = house.wasend.world.groups(sessionId).slice(-8);
    await house.openModal(groups.map(({ id }) => id).join(' '));
    await house.confirm();
    await house.until('the calls before the first gap', () => house.wasend.leaveCalls().length === 4, 1_000);
    await pressStop(house);
    await house.until('an audit line', () => house.audit()[0], 1_000);
    await house.told();
    expect(house.wasend.leaveCalls()).toHaveLength(4);
    const stillIn = groups.filter(({ id }) => house.wasend.world.isMember(sessionId, id));
    expect(stillIn).toHaveLength(4);
    expect(house.firstLine()).toBe('Left 4 of 8 groups: 4 stopped');
    for (const { name } of groups) expect(house.card()).toContain(name);
  });

  test('a long request keeps its gap from the fifth leave on, and a refused key ends it with the reason', async () => {
    house.wasend.world.addManyGroups(sessionId, 7);
    const groups = house.wasend.world.groups(sessionId).slice(-7);
    await house.openModal(groups.map(({ id }) => id).join(','));
    await house.confirm();
    await house.until('five calls', () => house.wasend.leaveCalls().length === 5, 1_000);
    house.wasend.faults.next('401', { route: 'leave' });
    await house.until('an audit line', () => house.audit()[0], 1_000);
    await house.told();
    const at = house.wasend.leaveCalls().map((call) => call.at);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    for (const gap of gaps.slice(0, 3)) expect(gap).toBeLessThan(20_000);
    for (const gap of gaps.slice(3)) expect(gap).toBeGreaterThanOrEqual(20_000);
    expect(gaps).toHaveLength(5);
    expect(house.firstLine()).toBe('Left 5 of 7 groups: 1 refused, 1 not asked');
  });

  test('a refused key is no dead end: the card opens the form for an admin, and tells others who may', async () => {
    house.wasend.faults.next('401', { route: 'leave' });
    await house.leave(house.group().id);
    await house.press(actionIds.homeConnect, member);
    await house.until('a refusal', () =>
      house
        .text(house.slack.world.viewsOf(member).at(-1)?.content)
        .includes('Settings are changed by admins and owners'),
    );
    await house.press(actionIds.homeConnect, admin);
    await house.until('the form', () =>
      house.text(house.slack.world.viewsOf(admin).at(-1)?.content).includes('Wasend API key'),
    );
    expect(house.audit()[0]).not.toContain(actionIds.homeConnect);
  });
});
