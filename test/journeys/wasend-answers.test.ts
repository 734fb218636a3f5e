import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { House } from './house.ts';

describe('what Wasend answers', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0' });
  });
  afterEach(async () => {
    await house.end();
  });

  const final = [
    ['400', 'Refused'],
    ['401', 'Refused'],
    ['403-not-member', 'Already out'],
    ['403-owner', 'Refused'],
    ['403-locked', 'Refused'],
    ['404-group', 'Refused'],
    ['404-session', 'Refused'],
    ['422-starting', 'Refused'],
    ['402', 'Refused'],
  ] as const;
  test.each(final)('%s is told as “%s”, asked once, with a way on', async (fault, word) => {
    const group = house.group();
    house.wasend.faults.next(fault, { route: 'leave' });
    await house.leave(group.id);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
    expect(house.card()).toContain(word);
    expect(house.audit()[0]).toContain(word.toLowerCase());
  });

  const lost = [
    'done-but-timed-out',
    'done-but-cut',
    'done-but-500',
    'done-but-504',
    '500',
    '502-html',
    'cut',
    '200-html',
  ] as const;
  test.each(lost)('%s is never asked again, and settled by looking', async (fault) => {
    const group = house.group();
    house.wasend.faults.next(fault, { route: 'leave' });
    await house.openModal(group.id);
    await house.confirm();
    await house.until('an audit line', () => house.audit()[0], 1_000);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
    const isOut = house.wasend.leaveCalls(group.id)[0]?.did === true;
    expect(house.card()).toMatch(isOut ? /confirmed/i : /still in/i);
    if (!isOut) expect(house.card()).toContain('Try again');
  });

  test('a 429 is waited out and then the group is left', async () => {
    const group = house.group();
    house.wasend.faults.next('429-retry-after', { route: 'leave' });
    await house.openModal(group.id);
    await house.confirm();
    await house.until('an audit line', () => house.audit()[0], 1_000);
    expect(house.wasend.leaveCalls(group.id).map(({ status }) => status)).toEqual([429, 200]);
  });

  test('a success that WhatsApp did not follow is told as still in', async () => {
    const group = house.group();
    house.wasend.faults.next('ok-but-not-done', { route: 'leave' });
    await house.openModal(group.id);
    await house.confirm();
    await house.until('an audit line', () => house.audit()[0], 1_000);
    expect(house.card()).toMatch(/still in/i);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
  });

  test('a stranger’s group name neither pings nor links nor breaks the card', async () => {
    const hostile = house.wasend.world
      .groups('8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10')
      .find(({ name }) => name.includes('<!channel>'));
    await house.leave(hostile?.id ?? '');
    expect(house.card()).not.toContain('<!channel>');
    expect(house.card()).not.toContain('<https://evil');
    expect(house.card()).toContain('&lt;!channel&gt;');
  });
});
