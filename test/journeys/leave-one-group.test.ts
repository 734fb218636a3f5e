import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admin, closedChannel, guest, House, member, sessionId, team } from './house.ts';

describe('/wasend-leave', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start();
  });
  afterEach(async () => {
    await house.end();
  });

  test('shows the group by name, members and standing before anything is left', async () => {
    const group = house.group();
    const { view } = await house.openModal(group.id);
    const shown = house.text(view.content);
    expect(shown).toContain(group.name);
    expect(shown).toContain('cannot be undone');
    expect(shown).toContain('Leave this group');
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('a community is left out with the reason, though the list does not say that it is one', async () => {
    const communities = house.wasend.world
      .groups(sessionId)
      .filter(({ name }) => /Community|Announcements/.test(name));
    expect(communities).toHaveLength(2);
    const { view } = await house.openModal(communities.map(({ id }) => id).join(' '));
    expect(house.text(view.content)).toMatch(/a whole community.*announcements of a community/s);
    expect(house.text(view.content)).not.toContain('"submit"');
  });

  test('leaves the group once and tells the channel in the API’s own words', async () => {
    const group = house.group();
    await house.leave(group.id);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    expect(house.wasend.world.isMember(sessionId, group.id)).toBe(false);
    const cards = house.cards(team);
    expect(cards).toHaveLength(1);
    expect(house.card()).toContain('Successfully left the group.');
    expect(house.card()).toContain(group.name);
    expect(house.card()).toMatch(/asked by .?Ada Admin/);
    expect(house.card()).not.toContain(`<@${admin}>`);
  });

  test('tells the audit channel who, where, which session, which group, and where the ledger says so', async () => {
    const group = house.group();
    await house.leave(group.id);
    const [line] = house.audit();
    const { requestId } = await house.newestRequest();
    const entries = await house.storage.ledger.entries(requestId);
    const finished = entries.find(({ event }) => event.type === 'finished');
    const parts = ['Ada Admin', `<#${team}>`, '+44 7700 900123 · ', group.name, group.id, requestId];
    for (const part of parts) expect(line).toContain(part);
    expect(line).toContain(`ledger ${finished?.sequence} · ${finished?.hash.slice(0, 8)}`);
  });

  test('keeps the reason with the request, on the card and in the audit line', async () => {
    await house.openModal(house.group().id);
    await house.confirm({ reason: 'The project has ended <!channel>' });
    await house.until('an audit line', () => house.audit()[0], 500);
    expect(house.card()).toContain('The project has ended &lt;!channel&gt;');
    expect(house.audit()[0]).toContain('The project has ended');
  });

  test('refuses people who are not allowed, tells them alone, and keeps the attempt', async () => {
    const group = house.group();
    await house.openModal(group.id, { user: member });
    const view = house.slack.world.viewsOf(member).at(-1);
    expect(house.text(view?.content)).toMatch(/admins and owners/);
    expect(house.text(view?.content)).not.toContain('"submit"');
    expect(house.messages(team)).toEqual([]);
  });

  test.each([member, guest])(
    'refuses a confirmation of %s whose right has gone since the modal opened',
    async (user) => {
      const group = house.group();
      await house.openModal(group.id);
      const view = house.slack.world.viewsOf(admin).at(-1);
      const person = house.slack.world.workspace('T0AGENCY').users;
      person.set(admin, { ...person.get(user), id: admin } as never);
      await house.slack.submitView({ user: admin, viewId: view?.id ?? '' });
      await house.until('an audit line about the refusal', () => house.audit()[0], 500);
      expect(house.wasend.leaveCalls()).toEqual([]);
      expect(house.messages(team)).toEqual([]);
      expect(house.text(house.slack.world.viewsOf(admin).at(-1)?.content)).toContain('admins and owners');
    },
  );

  test('refuses when Slack cannot say who the person is', async () => {
    const group = house.group();
    await house.openModal(group.id);
    house.slack.knobs.failNext('users.info', { error: 'internal_error' });
    await house.confirm();
    expect(house.wasend.leaveCalls()).toEqual([]);
    await house.until('an audit line about the refusal', () => house.audit()[0], 500);
  });

  test('asks for the groups when none are typed, and keeps what was typed when it is wrong', async () => {
    await house.slack.typeCommand({ user: admin, channel: team, text: '' });
    const view = await house.openView();
    const [refused] = await house.slack.submitView({
      user: admin,
      viewId: view?.id ?? '',
      values: { typed_groups: { typed_groups: 'the choir' } },
    });
    expect(refused?.body).toContain('"errors"');
    const asked = house.slack.world.viewsOf(admin).at(-1);
    expect(house.text(asked?.state)).toContain('the choir');

    const group = house.group();
    await house.slack.submitView({
      user: admin,
      viewId: view?.id ?? '',
      values: { typed_groups: { typed_groups: group.id } },
    });
    await house.until('the confirm modal by name', () =>
      house.text(house.slack.world.viewsOf(admin).at(-1)?.content).includes(group.name),
    );
    await house.confirm();
    await house.until('an audit line', () => house.audit()[0], 500);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
  });

  test('shows what is no group as such, and offers nothing when nothing is left', async () => {
    await house.slack.typeCommand({
      user: admin,
      channel: team,
      text: '+447700900123 <https://evil.example|bank>',
    });
    const view = house.slack.world.viewsOf(admin).at(-1);
    expect(house.text(view?.content)).not.toContain('"submit"');
  });

  test('answers help privately', async () => {
    await house.slack.typeCommand({ user: admin, channel: team, text: 'help' });
    await house.until('a private answer', () => house.slack.world.ephemeralsFor(admin)[0]);
    expect(house.messages(team)).toEqual([]);
  });

  test('says the result elsewhere when the app is not in the channel', async () => {
    const group = house.group();
    await house.leave(group.id, { channel: closedChannel });
    const posted = house
      .messages(closedChannel)
      .map((message) => ({ via: message.via, text: house.text(message) }));
    expect(new Set(posted.map(({ via }) => via))).toEqual(new Set(['response_url']));
    expect(posted.at(-1)?.text).toContain('Successfully left the group.');
  });

  test('writes a direct message when the response_url has run out', async () => {
    const group = house.group();
    house.slack.knobs.failNext('response_url', { status: 404, error: 'Expired url', times: 9 });
    await house.leave(group.id, { channel: closedChannel });
    expect(
      house.slack.world
        .directMessagesTo(admin)
        .map((message) => house.text(message))
        .join(),
    ).toContain('Successfully left the group.');
  });

  test('falls back to the audit channel when direct messages are off as well', async () => {
    const group = house.group();
    house.slack.knobs.failNext('response_url', { status: 404, error: 'Expired url', times: 9 });
    house.slack.world.workspace('T0AGENCY').isMessagesTabOn = false;
    await house.openModal(group.id, { channel: closedChannel });
    await house.confirm();
    await house.until('card and line in the audit channel', () => house.audit().length === 2, 500);
    expect(house.audit()[0]).toContain('Successfully left the group.');
  });

  test('tells the person when the trigger had already died', async () => {
    await house.slack.typeCommand({ user: admin, channel: team, text: house.group().id, trigger: 'stale' });
    await house.until('a private word', () => house.slack.world.ephemeralsFor(admin)[0]);
    expect(house.slack.world.viewsOf(admin)).toEqual([]);
  });

  test('a changed environment does not replace the stored connection, and the log says so', async () => {
    await house.stopApp();
    house.logLines.length = 0;
    await house.startApp({ WASEND_API_KEY: 'wk_other_key', AUDIT_CHANNEL: '' });
    const [warning] = house.logLines.filter((line) => line.includes('the stored connection is kept'));
    expect(JSON.parse(warning ?? '{}').differing).toEqual(['apiKey', 'auditChannel']);
    expect(warning).not.toContain('wk_other_key');
    await house.leave(house.group().id);
  });

  test('a stored connection that does not open stops the start, loudly', async () => {
    await house.stopApp();
    await expect(
      house.startApp({ ENCRYPTION_KEY: randomBytes(32).toString('base64') }),
    ).rejects.toMatchObject({
      code: 'seal-broken',
    });
    await house.storage.close();
    await house.startApp();
  });

  test('without a connection says who can connect', async () => {
    await house.end();
    house = await House.start({ WASEND_API_KEY: '', WASEND_SESSION_ID: '' });
    await house.openModal('120363000000000001@g.us');
    expect(house.text(house.slack.world.viewsOf(admin).at(-1)?.content)).toMatch(/not connected/i);
  });
});
