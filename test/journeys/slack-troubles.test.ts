import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionIds } from '../../src/messages/ids.ts';
import { admin, auditChannel, House, member, owner, sessionId, team } from './house.ts';
import { onRecord, requestsOf } from './on-record.ts';

describe('trouble with Slack', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
  });
  afterEach(async () => {
    await house.end();
  });

  const finish = () => house.until('an audit line', () => house.audit()[0], 1_000);

  test.each([
    ['a rate limit', { retryAfterSeconds: 20 }],
    ['a fault inside Slack', { error: 'internal_error', times: 3 }],
    ['a 503', { status: 503, times: 3 }],
  ])('%s on the card is waited out and the result is not lost', async (_, failure) => {
    house.slack.knobs.failNext('chat.postMessage', failure);
    house.slack.knobs.failNext('chat.update', failure);
    await house.openModal(house.group().id);
    await house.confirm();
    await finish();
    await house.until('the result', () => house.card().includes('Successfully left the group.'), 1_000);
    expect(house.cards(team)).toHaveLength(1);
  });

  test('an audit line that meets a rate limit is posted after it', async () => {
    await house.openModal(house.group().id);
    await house.confirm();
    await house.until('the result on the card', () => house.card().includes('Successfully'), 200);
    house.slack.knobs.failNext('chat.postMessage', { retryAfterSeconds: 30 });
    await finish();
    expect(house.audit()).toHaveLength(1);
  });

  test('a card that is gone is posted once again, and then somebody is told elsewhere', async () => {
    house.wasend.world.addManyGroups(sessionId, 4);
    const groups = house.wasend.world.groups(sessionId).slice(-4);
    const held = house.wasend.gate.hold('leave');
    await house.openModal(groups.map(({ id }) => id).join(' '));
    await house.confirm();
    await house.until('the first card', () => house.cards(team)[0]);
    house.slack.knobs.loseMessage(house.cards(team)[0]?.ts ?? '');
    held.release();
    await house.until('a second card', () => house.cards(team)[1], 300);
    house.slack.knobs.loseMessage(house.cards(team)[1]?.ts ?? '');
    await finish();
    await house.until('the end, told elsewhere', () => house.card().includes('Left 4 of 4 groups'), 500);
    expect(house.cards(team).map(({ via }) => via)).toEqual([
      'chat.postMessage',
      'chat.postMessage',
      'response_url',
      'response_url',
    ]);
    const lost = house.slack.journal.filter(
      (call) => call.method === 'chat.update' && house.text(call.answer).includes('message_not_found'),
    );
    expect(lost).toHaveLength(2);
  });

  test('a card is edited at most once a second', async () => {
    house.wasend.world.addManyGroups(sessionId, 5);
    const groups = house.wasend.world.groups(sessionId).slice(-5);
    await house.openModal(groups.map(({ id }) => id).join(' '));
    await house.confirm();
    await house.until('an audit line', () => house.audit()[0], 100);
    const times = house.slack.journal
      .filter(
        ({ method, args }) => ['chat.update', 'chat.postMessage'].includes(method) && args.channel === team,
      )
      .map(({ at }) => at);
    expect(times.length).toBeGreaterThan(2);
    for (const [index, at] of times.slice(1).entries())
      expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  test('an archived audit channel does not keep a request open', async () => {
    house.slack.world.channel(auditChannel).isArchived = true;
    await house.openModal(house.group().id);
    await house.confirm();
    await house.until(
      'the log about it',
      () => house.logLines.some((line) => line.includes('"level":"error"') && line.includes('is_archived')),
      1_000,
    );
    await house.until('the request is closed', () => onRecord(house, 'closed').length === 1, 1_000);
    expect(house.card()).toContain('Successfully left the group.');
  });

  test('a revoked token ends the telling, not the leaving', async () => {
    const group = house.group();
    await house.openModal(group.id);
    await house.confirm();
    house.slack.world.workspace('T0AGENCY').tokenRefusal = 'token_revoked';
    await house.until(
      'the request is closed',
      () => house.logLines.some((line) => line.includes('a request has ended')),
      1_000,
    );
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
  });

  test('a long final list names every group on its card; Details has every id', async () => {
    const { world } = house.wasend;
    for (let index = 0; index < 50; index += 1)
      world.addGroup(sessionId, { name: `${index} ${'very '.repeat(13)}long` });
    const groups = world.groups(sessionId).slice(-50);
    await house.openModal(groups.map(({ id }) => id).join(' '));
    await house.confirm();
    await house.until('the end', () => house.card().includes('Left 50 of 50'), 5_000);
    for (let index = 0; index < 50; index += 1) expect(house.card()).toContain(`\u2068${index} very`);
    await house.press(actionIds.details, admin);
    const details = () =>
      house.text(house.slack.world.viewsOf(admin).at(-1)?.content).replaceAll('\u2060', '');
    await house.until('the details', () => groups.every(({ id }) => details().includes(id)));
  });

  test('Try again asks anew, by the rules, as a request of its own', async () => {
    const group = house.group();
    house.wasend.faults.next('ok-but-not-done', { route: 'leave' });
    await house.openModal(group.id);
    await house.confirm();
    await finish();
    const card = house.cards(team).at(-1);
    const again = { channel: team, ts: card?.ts ?? '', actionId: 'try_again' };
    await house.slack.press({ user: member, ...again });
    await house.until('the refusal', () =>
      house.text(house.slack.world.viewsOf(member).at(-1)?.content).includes('admins and owners'),
    );
    await house.slack.press({ user: owner, ...again });
    await house.until('the modal by name', () =>
      house.text(house.slack.world.viewsOf(owner).at(-1)?.content).includes(group.name),
    );
    await house.confirm({ user: owner });
    await house.until('the end of both', () => onRecord(house, 'closed').length === 2, 1_000);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(2);
    expect(house.wasend.world.isMember(sessionId, group.id)).toBe(false);
    expect(onRecord(house, 'ask-refused').map(({ by, rule }) => [by, rule])).toEqual([[member, 'leavers']]);
    const [second, first] = await requestsOf(house);
    expect([first?.ask.by, second?.ask.by]).toEqual([admin, owner]);
    expect(second?.ask.after).toBe(first?.requestId);
    expect(house.audit().some((line) => line.includes('asked by ⁨Olu Owner⁩'))).toBe(true);
    expect(house.audit().some((line) => line.includes('asked by ⁨Ada Admin⁩'))).toBe(true);
  });
});
