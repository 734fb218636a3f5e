import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionIds, fieldIds } from '../../src/messages/ids.ts';
import { admin, auditChannel, closedChannel, guest, House, member, sessionId, team } from './house.ts';

let house: House;
afterEach(() => house.end());

/** What the Home tab says, once it has everything. */
async function home(user = admin): Promise<string> {
  const before = house.slack.journal.length;
  await house.slack.openHome({ user });
  return house.until('a Home tab', () => {
    const isNew = house.slack.journal.slice(before).some(({ method }) => method === 'views.publish');
    const said = house.text(house.slack.world.homeOf(user)?.content);
    return isNew && !said.includes('Asking Wasend') && said;
  });
}

async function press(actionId: string, user = admin): Promise<void> {
  const viewId = house.slack.world.homeOf(user)?.id ?? '';
  const delivery = await house.slack.pressInView({ user, viewId, actionId });
  expect(delivery.status).toBe(200);
}

/** The form that a button of the Home tab opens. */
async function form(actionId: string, user = admin): Promise<string> {
  await press(actionId, user);
  const view = await house.until('a form', () => {
    const open = house.slack.world.viewsOf(user).at(-1);
    return open !== undefined && !house.text(open.content).includes('Looking up') && open;
  });
  return house.text(view.content);
}

async function send(values: Record<string, string | readonly string[]>, user = admin): Promise<string> {
  const viewId = house.slack.world.viewsOf(user).at(-1)?.id ?? '';
  const filled = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }]));
  const [delivery] = await house.slack.submitView({ user, viewId, values: filled });
  return house.text(delivery?.body);
}

describe('a workspace without a connection', () => {
  beforeEach(async () => {
    house = await House.start({ WASEND_API_KEY: '', WASEND_SESSION_ID: '', AUDIT_CHANNEL: '' });
  });

  test('an admin is led through it: key, number, audit channel; then groups can be left', async () => {
    expect(await home()).toContain('It is not connected to Wasend yet');
    await form(actionIds.homeConnect);
    await send({ [fieldIds.key]: ' wk_stand_in_1 ' });
    expect(house.text((await house.openView()).content)).toContain('Which number is taken');
    expect(await house.storage.keyv('connections').get('T0AGENCY')).toBeUndefined();
    await send({ [fieldIds.session]: sessionId, [fieldIds.auditChannel]: auditChannel });
    const shown = await house.until('the Home tab', () => {
      const said = house.text(house.slack.world.homeOf(admin)?.content);
      return said.includes('Number') && !said.includes('Asking Wasend') && said;
    });
    expect(shown).toContain('ends in `in_1`');
    expect(shown).not.toContain('wk_stand_in_1');
    await house.until('the audit line', () => house.audit().length > 1, 500);
    expect(house.audit()[0]).toContain('<@U0ADMIN> made this the audit channel');
    expect(house.audit()[1]).toContain('Wasend key: none → ends in in_1');
    await house.rule({ holdSeconds: 0 });
    await house.leave(house.group().id);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    expect(house.logLines.join('')).not.toContain('wk_stand_in_1');
  });

  test('a wrong key is refused with Wasend’s own words and kept nowhere', async () => {
    await home();
    await form(actionIds.homeConnect);
    const said = await send({ [fieldIds.key]: 'wk_wrong_key_0' });
    expect(said).toContain(
      'Wasend refuses this key, so it was not kept. Wasend says: “Unauthorized Invalid API key.”',
    );
    const kept = [];
    for (const namespace of ['connections', 'pending-keys'])
      for await (const one of house.storage.keyv(namespace).iterator?.(undefined) ?? []) kept.push(one);
    expect(kept).toEqual([]);
    expect(house.slack.world.viewsOf(admin)).toHaveLength(1);
  });

  test('a Wasend that does not answer in time is told so, and the key can be sent again', async () => {
    await home();
    await form(actionIds.homeConnect);
    house.wasend.faults.next('hang', { route: 'sessions' });
    const sending = send({ [fieldIds.key]: 'wk_stand_in_1' });
    await house.until('the call', () => house.wasend.journal.some(({ route }) => route === 'sessions'), 0);
    await house.clock.advance(2_000);
    expect(await sending).toContain('could not check the key just now');
    await send({ [fieldIds.key]: 'wk_stand_in_1' });
    expect(house.text((await house.openView()).content)).toContain('Which number is taken');
  });

  test('an audit channel that cannot be posted to is refused with what to do', async () => {
    await home();
    await form(actionIds.homeConnect);
    await send({ [fieldIds.key]: 'wk_stand_in_1' });
    const said = await send({ [fieldIds.session]: sessionId, [fieldIds.auditChannel]: closedChannel });
    expect(said).toContain('Type /invite @Wasend in that channel');
    expect(await house.storage.keyv('connections').get('T0AGENCY')).toBeUndefined();
  });

  test('/wasend-leave says who can connect it, and offers the way to admins alone', async () => {
    await house.openModal(house.group().id);
    const view = await house.until('the notice', () => {
      const open = house.slack.world.viewsOf(admin).at(-1);
      return house.text(open?.content).includes('Connect to Wasend') && open;
    });
    expect(house.text(view.content)).toContain('An admin or owner can connect it');
    await house.slack.pressInView({ user: admin, viewId: view.id, actionId: actionIds.homeConnect });
    await house.until('the form', () =>
      house.text(house.slack.world.viewsOf(admin).at(-1)?.content).includes('Wasend API key'),
    );
    await house.openModal(house.group().id, { user: member });
    const theirs = await house.until('the notice', () => {
      const open = house.slack.world.viewsOf(member).at(-1);
      return house.text(open?.content).includes('Connect to Wasend') && open;
    });
    await house.slack.pressInView({ user: member, viewId: theirs.id, actionId: actionIds.homeConnect });
    await house.until('the refusal', () =>
      house.text(house.slack.world.viewsOf(member).at(-1)?.content).includes('changed by admins'),
    );
  });

  test('somebody who is no admin learns who can connect it', async () => {
    const said = await home(member);
    expect(said).toContain('An admin or owner can connect it here');
    expect(said).not.toContain(actionIds.homeConnect);
  });
});

describe('a connected workspace', () => {
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0' });
  });

  test('shows open and past requests, the calls of the last minute, and the rules', async () => {
    await house.leave(house.group(0).id);
    await house.rule({ holdSeconds: 600 });
    await house.openModal(house.group(1).id);
    await house.confirm();
    const said = await home();
    expect(said).toContain('*1 request open*');
    expect(said).toContain(house.group(1).id);
    expect(said).toContain('*Leave calls in the last minute*: 1, at most 10');
    expect(said).toContain('Who may leave: admins and owners');
    expect(said).not.toContain('stand_in_1');
  });

  test.each([
    ['a member', member],
    ['a guest', guest],
  ])('%s sees who may leave, and neither groups nor buttons of admins', async (_, user) => {
    await house.leave(house.group().id);
    const said = await home(user);
    expect(said).toContain('admins and owners may do that');
    expect(said).not.toContain(house.group().id);
    for (const id of [actionIds.homeConnect, actionIds.homeRules, actionIds.homeDisconnect])
      expect(said).not.toContain(id);
  });

  test('changes the rules: they hold at once, and who changed what is on record and told', async () => {
    await home();
    const shown = await form(actionIds.homeRules);
    expect(shown).toContain('@leads');
    await send({
      [fieldIds.leavers]: 'named',
      [fieldIds.people]: [member],
      [fieldIds.userGroups]: ['S0LEADS'],
      [fieldIds.channels]: [team],
      [fieldIds.protectedGroups]: '*board*\n\n*board*\n120363000000000000@g.us',
      [fieldIds.approvers]: '2',
      [fieldIds.approvalOver]: '10',
      [fieldIds.hold]: '0',
      [fieldIds.gap]: '30',
      [fieldIds.dailyCap]: '50',
    });
    await house.until('the audit line', () => house.audit().length > 0);
    const line = house.audit()[0];
    for (const words of [
      'settings changed by <@U0ADMIN>',
      'who may leave: admins → <@U0MEMBER>, user group S0LEADS',
      'channels: any channel → <#C0TEAM>',
      'protected groups: none → *board*, 120363000000000000@g.us',
      'approvals: off → 2 for more than 10 groups, within 15 min',
      'gap between calls: 20 to 45 s → 30 to 30 s',
      'daily cap: none → 50',
    ])
      expect(line).toContain(words);
    await house.leave(house.group().id, { user: member });
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    await house.slack.typeCommand({ user: member, channel: team, text: 'history' });
    expect(await house.until('history', () => house.whispers(member).at(-1))).not.toContain('settings');
  });

  test('says at each field what is wrong, and changes nothing', async () => {
    await home();
    await form(actionIds.homeRules);
    const said = await send({
      [fieldIds.leavers]: 'named',
      [fieldIds.gap]: '45-20',
      [fieldIds.protectedGroups]: 'x'.repeat(101),
    });
    for (const words of ['Choose at least one person', 'the smaller first', 'at most 100 characters each'])
      expect(said).toContain(words);
    expect(house.audit()).toEqual([]);
  });

  test('binds a channel to a number and lets it go again', async () => {
    await home();
    await form(actionIds.homeBindChannel);
    await send({ [fieldIds.boundChannel]: team, [fieldIds.boundSessions]: [sessionId] });
    expect(await home()).toContain('<#C0TEAM> sees only');
    await form(actionIds.homeBindChannel);
    await send({ [fieldIds.boundChannel]: team, [fieldIds.boundSessions]: [] });
    expect(await home()).not.toContain('sees only');
  });

  test('a form that a former admin still has open changes nothing', async () => {
    await home();
    await form(actionIds.homeRules);
    const { users } = house.slack.world.workspace('T0AGENCY');
    const ada = users.get(admin);
    if (ada !== undefined) users.set(admin, { ...ada, is_admin: false });
    await send({ [fieldIds.hold]: '60' });
    expect(house.text((await house.openView()).content)).toContain('changed by admins and owners');
    expect(house.audit()).toEqual([]);
  });

  test('removing the key ends what is open at once and is told', async () => {
    await house.rule({ holdSeconds: 600 });
    await house.openModal(house.group().id);
    await house.confirm();
    await home();
    await press(actionIds.homeDisconnect);
    await house.until('the card', () => house.card().includes('could not go on'), 500);
    expect(house.card()).toContain('Not asked');
    expect(await home()).toContain('It is not connected to Wasend yet');
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('another key under a running request ends it; the new one serves the next', async () => {
    await house.rule({ holdSeconds: 60 });
    await house.openModal(house.group().id);
    await house.confirm();
    house.wasend.world.addKey('wk_another_1');
    house.wasend.world.addSession('wk_another_1', {
      id: 'sess-another',
      name: 'Other',
      phoneNumber: '+447700900111',
    });
    await home();
    await form(actionIds.homeConnect);
    await send({ [fieldIds.key]: 'wk_another_1' });
    await send({ [fieldIds.session]: 'sess-another' });
    await house.until('the card', () => house.card().includes('Not asked'), 5_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
    expect(house.audit().join()).toContain('Wasend key: ends in in_1 → ends in er_1 (replaced)');
  });

  test('the kill switch is shown to all and lifted by admins alone', async () => {
    await house.slack.typeCommand({ user: admin, channel: team, text: 'stop all' });
    await house.until('an answer', () => house.whispers(admin).at(-1));
    expect(await home(member)).toContain('<@U0ADMIN> has stopped everything');
    expect(await home(member)).not.toContain(actionIds.homeLiftStop);
    await home();
    await press(actionIds.homeLiftStop);
    await house.until(
      'the Home tab',
      () => !house.text(house.slack.world.homeOf(admin)?.content).includes('has stopped everything'),
    );
    await house.leave(house.group().id);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
  });

  test.each([
    ['a refused key', () => house.wasend.faults.next('401', { route: 'sessions' }), 'Replace the key.'],
    [
      'a session that is down',
      () => house.wasend.world.setStatus(sessionId, 'SCAN_QR_CODE'),
      'scan its code again',
    ],
    [
      'a Wasend that fails',
      () => house.wasend.faults.next('500', { route: 'sessions' }),
      'Look again in a minute',
    ],
  ])('names %s and what to do', async (_, break_, words) => {
    break_();
    expect(await home()).toContain(words);
  });

  test('names an audit channel that took no line', async () => {
    const channel = house.slack.world.channel(auditChannel);
    channel.isPostingRestricted = true;
    await house.openModal(house.group().id);
    await house.confirm();
    await house.until('the card', () => house.card().includes('Confirmed'), 1_000);
    await house.until(
      'the end',
      () => house.logLines.some((line) => line.includes('a request has ended')),
      1_000,
    );
    expect(await home()).toContain('did not take the last line');
  });

  test('the Messages tab is not the Home tab', async () => {
    await house.slack.openHome({ user: admin, tab: 'messages' });
    expect(house.slack.world.homeOf(admin)).toBeUndefined();
  });
});
