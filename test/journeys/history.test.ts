import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admin, House, member, owner, sessionId, team } from './house.ts';
import { onRecord } from './on-record.ts';

describe('history, status and help', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '20-20' });
  });
  afterEach(() => house.end());

  /** Types a command that is answered to its person alone, and gives the answer. */
  const ask = async (text: string, user = admin) => {
    const before = house.slack.world.ephemeralsFor(user).length;
    await house.slack.typeCommand({ user, channel: team, text });
    return house.until('a private answer', () => house.slack.world.ephemeralsFor(user)[before]);
  };
  const leaveAll = async (ids: readonly string[], user = admin) => {
    for (const id of ids) await house.leave(id, { user });
  };

  test('the last requests with their outcomes come page by page, to their person alone', async () => {
    house.wasend.world.addManyGroups(sessionId, 7);
    const groups = house.wasend.world.groups(sessionId).slice(-7);
    await leaveAll(groups.map(({ id }) => id));
    const first = await ask('history');
    const idsIn = (text: string) => groups.filter(({ name }) => text.includes(name)).map(({ id }) => id);
    expect(idsIn(house.text(first)).toSorted()).toEqual(
      groups
        .slice(-5)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(house.text(first)).toContain('left, confirmed');
    await house.slack.press({ user: admin, channel: team, ts: first.ts, actionId: 'history_older' });
    const page = () => house.text({ text: house.slack.world.ephemeralsFor(admin).at(-1)?.text });
    await house.until('the older page', () => idsIn(page()).length === 2);
    expect(house.text(house.slack.world.ephemeralsFor(admin).at(-1)?.blocks)).toContain('history_newest');
    expect(house.messages(team).every(({ onlyFor }) => onlyFor === null)).toBe(true);
  });

  test('of one person, or of one group', async () => {
    const [one, two] = [house.group(0), house.group(1)];
    await leaveAll([one.id]);
    await leaveAll([two.id], owner);
    const ofOwner = (await ask(`history <@${owner}|olu>`)).text;
    expect(ofOwner).toContain(two.name);
    expect(ofOwner).not.toContain(one.name);
    const ofGroup = (await ask(`history ${one.id}`)).text;
    expect(ofGroup).toContain(one.name);
    expect(ofGroup).not.toContain(two.name);
    expect((await ask('history the choir')).text).toContain('neither a person nor a group id');
    expect((await ask('history choir')).text).toContain('neither a person nor a group id');
  });

  test('a refused ask is on record with its rule, told to the audit channel, and no request', async () => {
    await house.openModal(house.group().id);
    const users = house.slack.world.workspace('T0AGENCY').users;
    const before = users.get(admin);
    users.set(admin, { ...users.get(member), id: admin } as never);
    await house.confirm();
    await house.until('an audit line', () => house.audit()[0], 500);
    users.set(admin, before as never);
    expect(onRecord(house, 'ask-refused').map(({ rule }) => rule)).toEqual(['leavers']);
    expect((await ask('history')).text).toContain('none yet');
  });

  test('an ask that is refused before its preview is told with its groups and its number', async () => {
    const { id, name } = house.group();
    await house.slack.typeCommand({ user: member, channel: team, text: id });
    const line = await house.until('an audit line', () => house.audit()[0], 500);
    expect(line).toContain(name);
    expect(line).toContain('+44 7700 900123 · Sales UK');
    expect(onRecord(house, 'ask-refused')).toMatchObject([{ groups: [{ groupId: id }], sessionId }]);
  });

  test('status shows open requests, their place in the lane and when they end', async () => {
    expect((await ask('status')).text).toContain('no request is open');
    house.wasend.world.addManyGroups(sessionId, 10);
    const groups = house.wasend.world.groups(sessionId).slice(-10);
    await house.openModal(
      groups
        .slice(0, 9)
        .map(({ id }) => id)
        .join(' '),
    );
    await house.confirm();
    await house.until('a first call', () => house.wasend.leaveCalls().length === 1);
    const { text } = await ask('status');
    expect(text).toMatch(/1 request open.*left \d of 9 so far.*<!date/s);
  });

  test.each(['status', 'history'])('%s is refused to those who may not leave', async (text) => {
    expect((await ask(text, member)).text).toContain('admins and owners');
  });

  test('help lists only what this person may do', async () => {
    expect((await ask('help')).text).toContain('/wasend-leave history');
    expect((await ask('help', member)).text).not.toContain('/wasend-leave history');
  });
});
