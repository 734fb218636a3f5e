import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UserGroupId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
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

function demote(): void {
  const { users } = house.slack.world.workspace('T0AGENCY');
  const ada = users.get(admin);
  if (ada !== undefined) users.set(admin, { ...ada, is_admin: false });
}

describe('a workspace without a connection', () => {
  beforeEach(async () => {
    house = await House.start({ WASEND_API_KEY: '', WASEND_SESSION_ID: '', AUDIT_CHANNEL: '' });
  });

  test('an admin is led through it: key, number, audit channel; then groups can be left', async () => {
    expect(await home()).toContain('It is not connected to Wasend yet');
    await form(actionIds.homeConnect);
    await send({ [fieldIds.key]: ' wk_stand_in_1 ' });
    expect(house.text((await house.openView()).content)).toContain('Default number');
    expect(await house.storage.keyv('connections', 'durable').get('T0AGENCY')).toBeUndefined();
    await send({ [fieldIds.session]: sessionId, [fieldIds.auditChannel]: auditChannel });
    const shown = await house.until('the Home tab', () => {
      const said = house.text(house.slack.world.homeOf(admin)?.content);
      return said.includes('Number') && !said.includes('Asking Wasend') && said;
    });
    expect(shown).toContain('ends in `in_1`');
    expect(shown).not.toContain('wk_stand_in_1');
    await house.until('the audit line', () => house.audit().length > 1, 500);
    expect(house.audit()[0]).toContain('⁨Ada Admin⁩ made this the audit channel');
    expect(house.audit()[1]).toContain('Wasend key: ');
    expect(house.audit().join()).toContain('Default number: none → ⁨+44 7700 900123 · Sales UK⁩');
    await house.rule({ holdSeconds: 0 });
    await house.leave(house.group().id);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    expect(house.logLines.join('')).not.toContain('wk_stand_in_1');
  });

  test('a wrong key is refused with Wasend’s own words and kept nowhere', async () => {
    await home();
    await form(actionIds.homeConnect);
    const said = await send({ [fieldIds.key]: 'wk_wrong_key_0' });
    expect(said).toContain('Wasend does not take this key, so it was not kept. Wasend: “Invalid API key.”');
    const kept = [];
    for (const namespace of ['connections', 'pending-keys'])
      for await (const one of house.storage.keyv(namespace, 'durable').iterator?.(undefined) ?? [])
        kept.push(one);
    expect(kept).toEqual([]);
    expect(house.slack.world.viewsOf(admin)).toHaveLength(1);
  });

  test('a Wasend that does not answer in time is told so, and the key can be sent again', async () => {
    await home();
    await form(actionIds.homeConnect);
    house.wasend.faults.next('hang', { route: 'sessions' });
    const sending = send({ [fieldIds.key]: 'wk_stand_in_1' });
    await house.until('the call', () => house.wasend.journal.some(({ route }) => route === 'sessions'), 0);
    await house.clock.advance(1_800);
    expect(await sending).toContain('could not check the key just now');
    await send({ [fieldIds.key]: 'wk_stand_in_1' });
    expect(house.text((await house.openView()).content)).toContain('Default number');
  });

  test('an audit channel that cannot be posted to is refused with what to do', async () => {
    await home();
    await form(actionIds.homeConnect);
    await send({ [fieldIds.key]: 'wk_stand_in_1' });
    const said = await send({ [fieldIds.session]: sessionId, [fieldIds.auditChannel]: closedChannel });
    expect(said).toContain('The app is not in that channel. Type /invite @Wasend there, then press again.');
    expect(await house.storage.keyv('connections', 'durable').get('T0AGENCY')).toBeUndefined();
  });

  test('/wasend-leave says who can connect it, and offers the way to admins alone', async () => {
    await house.openModal(house.group().id);
    const view = await house.until('the notice', () => {
      const open = house.slack.world.viewsOf(admin).at(-1);
      return house.text(open?.content).includes('Connect to Wasend') && open;
    });
    expect(house.text(view.content)).toContain('This workspace is not connected to Wasend yet.');
    await house.slack.pressInView({ user: admin, viewId: view.id, actionId: actionIds.homeConnect });
    await house.until('the form', () =>
      house.text(house.slack.world.viewsOf(admin).at(-1)?.content).includes('Wasend API key'),
    );
    await house.openModal(house.group().id, { user: member });
    const theirs = await house.until('the notice', () => {
      const said = house.text(house.slack.world.viewsOf(member).at(-1)?.content);
      return said.includes('an admin connects it on the app’s Home tab') && said;
    });
    expect(theirs).not.toContain(actionIds.homeConnect);
  });

  test('a way to connect that a former admin still has open is refused in the modal', async () => {
    await house.openModal(house.group().id);
    const view = await house.until('the notice', () => {
      const open = house.slack.world.viewsOf(admin).at(-1);
      return house.text(open?.content).includes('Connect to Wasend') && open;
    });
    demote();
    await house.slack.pressInView({ user: admin, viewId: view.id, actionId: actionIds.homeConnect });
    await house.until('the refusal', () =>
      house.text(house.slack.world.viewsOf(admin).at(-1)?.content).includes('Settings are changed by admins'),
    );
  });

  test('somebody who is no admin learns who can connect it', async () => {
    const said = await home(member);
    expect(said).toContain('An admin connects it here');
    expect(said).not.toContain(actionIds.homeConnect);
  });
});

describe('a connected workspace', () => {
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0' });
  });

  test('shows the numbers, open and past requests each once, and the rules', async () => {
    await house.leave(house.group(0).id);
    await house.rule({ holdSeconds: 600 });
    await house.openModal(house.group(1).id);
    await house.confirm();
    const said = await home();
    expect(said).toContain('*1 request open*');
    // Its button says it once more to a screen reader.
    expect(said.split(`*⁨${house.group(1).name}⁩*`)).toHaveLength(2);
    expect(said).toContain('left, confirmed');
    expect(said).toContain('+44 7700 900123');
    expect(said).toContain('Leave: admins and owners');
    expect(said).not.toContain('stand_in_1');
  });

  test.each([
    ['a member', member],
    ['a guest', guest],
  ])('%s sees who may leave, and neither groups nor buttons of admins', async (_, user) => {
    await house.leave(house.group().id);
    const said = await home(user);
    expect(said).toContain('Here admins and owners may; ask one of them.');
    expect(said).not.toContain(house.group().id);
    for (const id of [actionIds.homeConnect, actionIds.homeWho, actionIds.homeDisconnect])
      expect(said).not.toContain(id);
  });

  test('calls no number by its id while Wasend is still being asked', async () => {
    const before = house.slack.journal.length;
    await home();
    const drawn = house.slack.journal
      .slice(before)
      .filter(({ method }) => method === 'views.publish')
      .map(({ args }) => house.text(args));
    expect(drawn).toHaveLength(2);
    expect(drawn[0]).toMatch(/Default number: .?asking Wasend …/);
    expect(drawn[1]).toContain('+44 7700 900123');
    for (const one of drawn) expect(one).not.toContain(`number ${sessionId.slice(0, 8)}`);
  });

  test('changes who may leave and from where: it holds at once, and who changed what is on record and told', async () => {
    await home();
    expect(await form(actionIds.homeWho)).toContain('@leads');
    await send({
      [fieldIds.leavers]: 'named',
      [fieldIds.people]: [member],
      [fieldIds.userGroups]: ['S0LEADS'],
      [fieldIds.where]: 'only',
      [fieldIds.channels]: [team],
    });
    await house.until('the audit message', () => house.audit().length > 0);
    for (const words of ['Who may leave: ', 'Channels: ', '<#C0TEAM>'])
      expect(house.audit()[0]).toContain(words);
    await house.leave(house.group().id, { user: member });
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    await house.slack.typeCommand({ user: member, channel: team, text: 'history' });
    expect(await house.until('history', () => house.whispers(member).at(-1))).not.toContain('settings');
  });

  test('changes what is protected and who must approve, and says what each pattern matches now', async () => {
    await home();
    await form(actionIds.homeSafety);
    await send({
      [fieldIds.protectedGroups]: `*board*\n\n*board*\n${house.group().id}`,
      [fieldIds.approvers]: '1',
      [fieldIds.approvalOver]: '10',
    });
    await house.until('the audit message', () => house.audit().length > 0);
    expect(house.audit()[0]).toContain('Protected groups: ');
    expect(house.audit()[0]).toContain('Approvals: ');
    const listed = house.wasend.world.groups(sessionId).length;
    expect(await home()).toMatch(/protects 1 of \d+ groups/);
    expect(await form(actionIds.homeSafety)).toMatch(/protects 1 of \d+ groups/);
    expect(listed).toBeGreaterThan(0);
  });

  test('changes the pace', async () => {
    await home();
    await form(actionIds.homePace);
    await send({ [fieldIds.hold]: '60', [fieldIds.gap]: '30', [fieldIds.dailyCap]: '50' });
    await house.until('the audit message', () => house.audit().length > 0);
    for (const words of [
      'Time to press Stop: ',
      'Pause between groups: ',
      'Groups of a number in 24 hours: ',
    ])
      expect(house.audit()[0]).toContain(words);
  });

  test('a form that somebody else has overtaken saves nothing and says who', async () => {
    await home();
    await form(actionIds.homePace);
    await house.rule({ protectedGroups: ['*board*'] });
    await send({ [fieldIds.hold]: '60' });
    const said = house.text((await house.openView()).content);
    expect(said).toContain('Nothing was saved.');
    expect(said).toContain('has changed the settings since this form was opened');
    const { settings } = await house.storage.rules(house.config.rules).get(WorkspaceId.parse('T0AGENCY'));
    expect(settings).toMatchObject({ holdSeconds: 0, protectedGroups: ['*board*'] });
  });

  test.each<[string, Record<string, string>, readonly string[]]>([
    [
      actionIds.homeWho,
      { [fieldIds.leavers]: 'named', [fieldIds.where]: 'only' },
      ['Choose at least one person', 'Choose at least one channel'],
    ],
    [actionIds.homeSafety, { [fieldIds.protectedGroups]: 'x'.repeat(101) }, ['at most 100 characters each']],
    [actionIds.homePace, { [fieldIds.gap]: '45-20' }, ['the smaller first']],
  ])('says in %s at each field what is wrong, and changes nothing', async (button, values, faults) => {
    await home();
    await form(button);
    const said = await send(values);
    for (const words of faults) expect(said).toContain(words);
    expect(house.audit()).toEqual([]);
  });

  test('a rule that could never be met is refused, whichever form would make it', async () => {
    await house.rule({
      leavers: { users: [UserId.parse(member)], userGroups: [UserGroupId.parse('S0LEADS')] },
    });
    await home();
    await form(actionIds.homeSafety);
    expect(await send({ [fieldIds.approvers]: '2' })).toContain(
      'Only 2 people may leave groups, and 2 others',
    );
    expect(await send({ [fieldIds.approvers]: '1' })).not.toContain('errors');
    await form(actionIds.homeWho);
    const said = await send({ [fieldIds.userGroups]: [] });
    expect(said).toContain('Only 1 person may leave groups, and 1 other must');
  });

  test('binds a channel to a number and lets it go again', async () => {
    await home();
    await form(actionIds.homeBindChannel);
    await send({ [fieldIds.boundChannel]: team, [fieldIds.boundSessions]: [sessionId] });
    expect(await home()).toContain('<#C0TEAM> sees only');
    const note = await house.until(
      'the audit line',
      () => house.audit().find((one) => one.includes('Numbers of channels')),
      500,
    );
    expect(note).toContain('Sales UK');
    expect(note).not.toContain(sessionId);
    await form(actionIds.homeBindChannel);
    await send({ [fieldIds.boundChannel]: team, [fieldIds.boundSessions]: [] });
    expect(await home()).not.toContain('sees only');
  });

  test('a form that a former admin still has open changes nothing', async () => {
    await home();
    await form(actionIds.homePace);
    demote();
    await send({ [fieldIds.hold]: '60' });
    expect(house.text((await house.openView()).content)).toContain(
      'Settings are changed by admins and owners',
    );
    expect(house.audit()).toEqual([]);
  });

  test('removing the key ends what is open at once and is told', async () => {
    await house.rule({ holdSeconds: 600 });
    await house.openModal(house.group().id);
    await house.confirm();
    await home();
    await press(actionIds.homeDisconnect);
    await house.until(
      'the card',
      () => house.card().includes('The workspace was disconnected from Wasend.'),
      500,
    );
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
    expect(house.audit().join()).toContain('Wasend key replaced: ends in `in_1` → ends in `er_1`');
  });

  test('the kill switch is shown to all and lifted by admins alone', async () => {
    await house.slack.typeCommand({ user: admin, channel: team, text: 'stop all' });
    await house.until('an answer', () => house.whispers(admin).at(-1));
    expect(await home(member)).toContain(
      'has stopped everything. Nothing can be left until an admin lifts it here.',
    );
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
      'Scan its QR code in Wasend.',
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

  test('names a key that does not open any more, and lets it be replaced or removed', async () => {
    const connections = house.storage.keyv('connections', 'durable');
    const row: unknown = await connections.get('T0AGENCY');
    await connections.set('T0AGENCY', { ...(row as object), sealedApiKey: 'spoiled' });
    const said = await home();
    expect(said).toContain('The key cannot be read any more. Replace the key.');
    expect(said).toContain(actionIds.homeConnect);
    await form(actionIds.homeConnect);
    await send({ [fieldIds.key]: 'wk_stand_in_1' });
    await send({ [fieldIds.session]: sessionId });
    expect(await home()).toContain('ends in `in_1`');
    const again: unknown = await connections.get('T0AGENCY');
    await connections.set('T0AGENCY', { ...(again as object), sealedApiKey: 'spoiled' });
    await home();
    await press(actionIds.homeDisconnect);
    const told = () => house.text(house.slack.world.homeOf(admin)?.content);
    await house.until('the key is gone', () => told().includes('It is not connected to Wasend yet'));
  });

  test.each([actionIds.homeConnection, actionIds.homeBindChannel])(
    '%s with a key that cannot be read any more says so, and leads to the key',
    async (actionId) => {
      await home();
      const connections = house.storage.keyv('connections', 'durable');
      const kept: unknown = await connections.get('T0AGENCY');
      await connections.set('T0AGENCY', { ...(kept as object), sealedApiKey: 'spoiled' });
      const said = await form(actionId);
      expect(said).toContain('The key of this workspace cannot be read any more');
      expect(said).toContain(actionIds.homeConnect);
      expect(said).not.toContain('not connected to Wasend yet');
    },
  );

  test('a connection that somebody else has changed meanwhile is not saved over', async () => {
    await home();
    await form(actionIds.homeConnection);
    const connections = house.storage.keyv('connections', 'durable');
    const row = (await connections.get('T0AGENCY')) as { revision: number };
    await connections.set('T0AGENCY', { ...row, revision: row.revision + 1 });
    await send({ [fieldIds.auditChannel]: team });
    expect(house.text((await house.openView()).content)).toContain('Nothing was saved.');
    expect(house.messages(team)).toEqual([]);
  });

  test('one drawing asks once who somebody is and once who is in each user group', async () => {
    const userGroups = [UserGroupId.parse('S0LEADS')];
    await house.rule({ leavers: { users: [], userGroups } });
    const before = house.slack.journal.length;
    expect(await home(member)).toContain('*Nothing is going on*');
    const methods = house.slack.journal.slice(before).map(({ method }) => method);
    expect(methods.filter((method) => method === 'usergroups.users.list')).toHaveLength(1);
  });

  test('names an audit channel that took no line', async () => {
    const channel = house.slack.world.channel(auditChannel);
    channel.isPostingRestricted = true;
    await house.openModal(house.group().id);
    await house.confirm();
    await house.until('the card', () => house.card().includes('confirmed'), 1_000);
    await house.until(
      'the end',
      () => house.logLines.some((line) => line.includes('a request has ended')),
      1_000,
    );
    expect(await home()).toContain('did not take the last message');
  });

  test('the Messages tab is not the Home tab', async () => {
    await house.slack.openHome({ user: admin, tab: 'messages' });
    expect(house.slack.world.homeOf(admin)).toBeUndefined();
  });
});
