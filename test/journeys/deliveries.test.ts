import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { encryptionKey, House, owner, signingSecret, team } from './house.ts';

describe('deliveries', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0' });
  });
  afterEach(async () => {
    await house.end();
  });

  const form =
    'command=%2Fwasend-leave&text=&team_id=T0AGENCY&user_id=U0ADMIN&channel_id=C0TEAM&trigger_id=1.2.a';
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const nowSeconds = () => Math.round(house.clock.now() / 1000);

  test.each([
    ['no signature', () => ({})],
    ['a wrong signature', () => ({ ...house.slack.sign(form), 'x-slack-signature': `v0=${'0'.repeat(64)}` })],
    ['another body’s signature', () => house.slack.sign(`${form}x`)],
    ['an old timestamp', () => house.slack.sign(form, nowSeconds() - 301)],
    ['a future timestamp', () => house.slack.sign(form, nowSeconds() + 301)],
    ['no timestamp', () => ({ 'x-slack-signature': house.slack.sign(form)['x-slack-signature'] ?? '' })],
    [
      'a timestamp that is no number',
      () => ({ ...house.slack.sign(form), 'x-slack-request-timestamp': 'soon' }),
    ],
  ])('%s is refused with 401 and nothing else happens', async (_, headers) => {
    const before = house.slack.journal.length;
    const delivery = await house.slack.raw(form, { ...type, ...headers() });
    expect(delivery.status).toBe(401);
    expect(house.slack.journal).toHaveLength(before);
    expect(house.wasend.journal).toEqual([]);
  });

  test('the right signature is taken', async () => {
    expect((await house.slack.raw(form, { ...type, ...house.slack.sign(form) })).status).toBe(200);
  });

  test.each([2, 5])('the same submission delivered %i times is one request and one leave', async (times) => {
    const group = house.group();
    await house.openModal(group.id);
    await house.confirm({ times });
    await house.until('an audit line', () => house.audit()[0], 500);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
    expect(house.cards(team)).toHaveLength(1);
    expect(house.audit()).toHaveLength(1);
  });

  test('a group that is already being left is joined, and the second person is told who asked first', async () => {
    await house.end();
    house = await House.start({ HOLD_SECONDS: '60' });
    const group = house.group();
    await house.openModal(group.id);
    await house.confirm();
    await house.openModal(group.id, { user: owner });
    await house.confirm({ user: owner });
    expect(house.text(house.slack.world.viewsOf(owner).at(-1)?.content)).toMatch(/asked by .?Ada Admin/);
    await house.until('an audit line', () => house.audit()[0], 5_000);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
  });

  test('acknowledgements are fast', async () => {
    const { delivery } = await house.openModal(house.group().id);
    const [confirmed] = await house.confirm();
    process.stdout.write(
      `acknowledged: command ${delivery.ackMs.toFixed(1)} ms, submission ${confirmed?.ackMs.toFixed(1)} ms\n`,
    );
    expect(delivery.timedOut || confirmed?.timedOut).toBe(false);
    await house.until('an audit line', () => house.audit()[0], 500);
  });

  test('a whole journey at trace writes no key, token or secret to the log', async () => {
    await house.leave(house.group().id);
    await house.until('the end is logged', () => house.logLines.join('').includes('a request has ended'));
    const log = house.logLines.join('');
    for (const secret of ['wk_stand_in_1', 'xoxb-', signingSecret, '/response/', encryptionKey]) {
      expect(log).not.toContain(secret);
    }
  });

  test('the probes answer, and nothing else does', async () => {
    const base = `http://127.0.0.1:${house.app.port}`;
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    expect((await fetch(`${base}/slack/events`)).status).toBe(404);
    expect((await fetch(`${base}/`)).status).toBe(404);
  });
});
