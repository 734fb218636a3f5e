import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { neighbourWorkspace } from '@wasend-slack/slack-stand-in/world/world-seed.ts';
import { admin, House, team } from './house.ts';

describe('when something breaks that nobody foresaw', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start();
  });
  afterEach(() => house.end());

  /** A stored connection that does not read any more. */
  const damage = () =>
    house.storage.keyv('connections', 'durable').set('T0AGENCY', { v: 1, sealedApiKey: 'v1.00000000.AAAA' });
  const referenceIn = (text: string) => /ws-[0-9a-f]{10}/.exec(text)?.[0];

  test('the person gets a reference to quote, and the log has the cause under it', async () => {
    await damage();
    await house.slack.typeCommand({ user: admin, channel: team, text: house.group().id });
    const told = await house.until('a private word', () => house.slack.world.ephemeralsFor(admin)[0]);
    const reference = referenceIn(told.text);
    expect(reference).toBeDefined();
    const line = house.logLines.find((one) => one.includes(reference ?? 'none'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'error', msg: 'a listener failed' });
    expect(told.text).not.toMatch(/zod|sealed|at .*\.ts/i);
  });

  test('a confirmation that breaks says so in the modal, and nothing is left', async () => {
    await house.openModal(house.group().id);
    await damage();
    const [delivery] = await house.confirm();
    expect(delivery?.timedOut).toBe(false);
    expect(referenceIn(house.text(house.slack.world.viewsOf(admin).at(-1)?.content))).toBeDefined();
    await house.clock.advance(60_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('a workspace where the app is not set up is told so, and nothing of another is shown', async () => {
    house.slack.world.addWorkspace(neighbourWorkspace());
    await house.slack.typeCommand({ user: 'U1ADMIN', channel: 'C1TEAM', text: house.group().id });
    const told = await house.until('a private word', () => house.slack.world.ephemeralsFor('U1ADMIN')[0]);
    expect(told.text).toContain('not installed for this workspace');
    expect(referenceIn(told.text)).toBeDefined();
    expect(house.slack.world.viewsOf('U1ADMIN')).toEqual([]);
    expect(house.wasend.journal).toEqual([]);
  });

  test('a step that breaks is logged under a reference and taken again', async () => {
    await house.openModal(house.group().id);
    await house.confirm();
    const kept = await house.storage.keyv('connections', 'durable').get('T0AGENCY');
    await damage();
    await house.until(
      'the failed step',
      () => house.logLines.some((line) => line.includes('a step failed')),
      1_000,
    );
    expect(house.wasend.leaveCalls()).toEqual([]);
    await house.storage.keyv('connections', 'durable').set('T0AGENCY', kept);
    await house.until('an audit line', () => house.audit()[0], 5_000);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
  });
});
