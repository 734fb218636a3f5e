import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId, SessionId, UserGroupId, UserId } from '../../src/leaving/ids.ts';
import { actionIds } from '../../src/messages/ids.ts';
import { admin, apiKey, House, member, owner, sessionId, team } from './house.ts';
import { onRecord } from './on-record.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0' });
});
afterEach(() => house.end());

const leads = { users: [], userGroups: [UserGroupId.parse('S0LEADS')] };
const calls = (method: string) => house.slack.journal.filter((entry) => entry.method === method).length;
const refusals = (): string[] => onRecord(house, 'ask-refused').map(({ rule }) => rule);

describe('who may leave: a Slack user group', () => {
  test('a member of it may; who is in it is asked at most once a minute', async () => {
    await house.rule({ leavers: leads });
    await house.leave(house.group(0).id, { user: member });
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    const asked = calls('usergroups.users.list');
    await house.openModal(house.group(0).id, { user: member });
    expect(calls('usergroups.users.list')).toBe(asked);
    await house.clock.advance(60_000);
    await house.openModal(house.group(0).id, { user: member });
    expect(calls('usergroups.users.list')).toBe(asked + 1);
  });

  test('somebody else may not, and is told who may', async () => {
    await house.rule({ leavers: leads });
    const { view } = await house.openModal(house.group().id, { user: owner });
    await house.until('a refusal', () => house.text(view.content).includes('everyone in'));
  });

  test('when Slack cannot tell who is in it, nobody may', async () => {
    await house.rule({ leavers: leads });
    house.slack.world.workspace('T0AGENCY').scopes.delete('usergroups:read');
    const { view } = await house.openModal(house.group().id, { user: member });
    await house.until('a refusal', () => house.text(view.content).includes('Slack could not say'));
    expect(house.wasend.leaveCalls()).toEqual([]);
    house.slack.world.workspace('T0AGENCY').scopes.add('usergroups:read');
  });
});

describe('a client’s channel sees only that client’s number', () => {
  const theirs = 'sess-client-b';
  beforeEach(async () => {
    house.wasend.world.addSession(apiKey, {
      id: theirs,
      name: 'Client B',
      phoneNumber: '+447700900999',
      groups: [{ name: 'Client B regulars' }],
    });
    await house.rule({
      channelSessions: [{ channelId: ChannelId.parse(team), sessionIds: [SessionId.parse(theirs)] }],
    });
  });

  test('what is typed there is about that number', async () => {
    const { view } = await house.openModal(house.wasend.world.groups(theirs)[0]?.id ?? '');
    expect(house.text(view.content)).toContain('Client B');
    await house.confirm();
    await house.until('an audit line', () => house.audit().length > 0, 500);
    expect(house.wasend.leaveCalls().map((call) => call.sessionId)).toEqual([theirs]);
  });

  test('another number is not offered, and its history not shown', async () => {
    await house.leave(house.group().id, { channel: 'C0AUDIT' });
    const { view } = await house.openModal('');
    await house.until('the picker', () => house.text(view.content).includes(theirs));
    expect(house.text(view.content)).not.toContain(sessionId);
    await house.slack.typeCommand({ user: admin, channel: team, text: 'history' });
    const told = await house.until('an answer', () => house.whispers(admin).at(-1));
    expect(told).not.toContain(house.group().id);
  });

  test('a rule that changes while the modal is open holds at the press', async () => {
    await house.rule({ channelSessions: [] });
    await house.openModal(house.group().id);
    await house.rule({
      channelSessions: [{ channelId: ChannelId.parse(team), sessionIds: [SessionId.parse(theirs)] }],
    });
    await house.confirm();
    const view = await house.openView();
    expect(house.text(view.content)).toContain('may not be used from this channel');
    expect(refusals()).toEqual(['session']);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });
});

describe('the rules at the press', () => {
  test.each([
    ['the channel', { channels: [ChannelId.parse('C0AUDIT')] }, 'channel', '<#C0AUDIT>'],
    ['a group', { protectedGroups: ['*'] }, 'protected', 'protected'],
    ['who may', { leavers: { users: [UserId.parse(owner)], userGroups: [] } }, 'leavers', 'Olu Owner'],
    ['the kill switch', { stoppedBy: UserId.parse(owner) }, 'all-stopped', 'has stopped everything'],
  ])('%s: refused privately, by name of the rule, and on record', async (_, changes, rule, words) => {
    await house.openModal(house.group().id);
    await house.rule(changes);
    await house.confirm();
    expect(house.text((await house.openView()).content)).toContain(words);
    expect(refusals()).toEqual([rule]);
    await house.until('an audit line', () => house.audit().length > 0, 500);
    expect(house.cards()).toEqual([]);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });
});

describe('the daily cap of a number', () => {
  test('counts what was called and what is owed, refuses the rest with the numbers, and frees up after a day', async () => {
    await house.rule({ dailyCap: 2, holdSeconds: 3_000 });
    await house.openModal(house.group(0).id);
    await house.confirm();
    await house.openModal(`${house.group(1).id} ${house.group(2).id}`);
    await house.confirm();
    const refused = house.text((await house.openView()).content);
    expect(refused).toMatch(/at most 2 groups in 24 hours.*1 group now/);
    expect(refusals()).toEqual(['daily-cap']);
    await house.until('the end of the leave', () => onRecord(house, 'finished').length === 1, 60_000);
    await house.rule({ holdSeconds: 0 });
    await house.openModal(`${house.group(0).id} ${house.group(1).id}`);
    await house.confirm();
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    await house.clock.advance(24 * 60 * 60_000);
    await house.openModal(`${house.group(0).id} ${house.group(1).id}`);
    await house.confirm();
    await house.until('all calls', () => house.wasend.leaveCalls().length === 3, 500);
  });
});

describe('the kill switch', () => {
  test('stops every open request within one step, refuses new ones, and is told and recorded', async () => {
    await house.rule({ holdSeconds: 600, gapSeconds: { from: 20, to: 20 } });
    await house.openModal(`${house.group(0).id} ${house.group(1).id}`);
    await house.confirm();
    await house.openModal(house.group(2).id, { channel: 'C0AUDIT' });
    await house.confirm();
    await house.slack.typeCommand({ user: owner, channel: team, text: 'stop all' });
    const told = await house.until('an answer', () => house.whispers(owner).at(-1));
    expect(told).toMatch(/Everything is stopped.*2 requests stopped/);
    expect(onRecord(house, 'stop-asked').map(({ by }) => by)).toEqual([owner, owner]);
    await house.until('the card', () => house.card().includes('Stopped by'), 500);
    await house.until(
      'the audit lines of the change and of both requests',
      () => house.audit().filter((line) => /[Ss]topped/.test(line)).length >= 3,
      500,
    );
    await house.clock.advance(700_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
    const { view } = await house.openModal(house.group().id);
    await house.until('a refusal', () => house.text(view.content).includes('has stopped everything'));
  });

  test('a request that slipped in beside it is stopped before its first call', async () => {
    await house.rule({ holdSeconds: 60 });
    await house.openModal(house.group().id);
    await house.confirm();
    await house.rule({ stoppedBy: UserId.parse(owner) });
    await house.until('the card', () => house.card().includes('Stopped by'), 5_000);
    expect(onRecord(house, 'stop-asked').map(({ by }) => by)).toEqual([owner]);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('is for those who may leave; typed without “all” it does nothing', async () => {
    await house.slack.typeCommand({ user: member, channel: team, text: 'stop all' });
    expect(await house.until('an answer', () => house.whispers(member).at(-1))).toContain('ask one of them');
    await house.slack.typeCommand({ user: owner, channel: team, text: 'stop' });
    expect(await house.until('an answer', () => house.whispers(owner).at(-1))).toContain(
      'Nothing was stopped',
    );
    await house.leave(house.group().id);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
  });

  test('Stop stays open to everybody in the channel', async () => {
    await house.rule({ holdSeconds: 60 });
    await house.openModal(house.group().id);
    await house.confirm();
    await house.until('a card', () => house.card().includes(actionIds.stop));
    await house.press(actionIds.stop, 'U0GUEST');
    await house.until('the card', () => house.card().includes('Stopped by'), 500);
    expect(onRecord(house, 'stop-asked').map(({ by }) => by)).toEqual(['U0GUEST']);
  });
});
