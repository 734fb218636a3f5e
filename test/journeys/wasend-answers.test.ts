import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { House, member, owner, sessionId, team } from './house.ts';

/** What each answer alone comes to is in `answers/`; here is what it does to the rest. */
describe('what Wasend answers', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
  });
  afterEach(async () => {
    await house.end();
  });

  /** The status of each group in the end, in their order. */
  const endsOf = async (ids: readonly string[]): Promise<string[]> => {
    await house.told(1_000);
    const { leaves } = await house.newestRequest();
    return ids.map((id) => leaves.find(({ group }) => group.groupId === id)?.status.kind ?? 'no leave');
  };
  const askFor = async (count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, (_, index) => house.group(index).id);
    await house.openModal(ids.join(' '));
    return ids;
  };

  test.each([
    '403-owner',
    '404-path-of-session',
    '404-session',
    '402',
    '400-session',
    '422-stopped',
  ] as const)('%s to one group keeps no other from being left', async (fault) => {
    const ids = await askFor(3);
    house.wasend.faults.next(fault, { route: 'leave' });
    await house.confirm();
    expect(await endsOf(ids)).toEqual(['refused', 'left', 'left']);
    expect(house.wasend.leaveCalls()).toHaveLength(3);
  });

  test.each([
    ['401', () => {}],
    ['404-session', () => house.wasend.faults.next('404-session', { route: 'session', times: 99 })],
    ['400-session', () => house.wasend.world.setStatus(sessionId, 'STOPPED')],
  ] as const)('%s halts the rest where a read agrees, and it is not asked', async (fault, bring) => {
    const ids = await askFor(3);
    house.wasend.faults.next(fault, { route: 'leave' });
    bring();
    await house.confirm();
    expect(await endsOf(ids)).toEqual(['refused', 'not-asked', 'not-asked']);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
  });

  test('an end that is not good is told to whoever asked, by name', async () => {
    const [id = ''] = await askFor(1);
    house.wasend.faults.next('403-locked', { route: 'leave' });
    await house.confirm();
    await house.told();
    const replies = house.messages(team).filter(({ threadTs }) => threadTs !== null);
    expect(replies.map(({ text }) => text).join()).toMatch(/<@U0ADMIN>.*Refused/);
    expect(house.wasend.leaveCalls(id)).toHaveLength(1);
  });

  test('still in: nothing is asked again by itself, and Try again asks once more and links both cards', async () => {
    const [id = ''] = await askFor(1);
    house.wasend.faults.next('ok-but-not-done', { route: 'leave' });
    await house.confirm();
    await house.told();
    await house.clock.advance(60 * 60_000);
    expect(house.wasend.leaveCalls(id)).toHaveLength(1);
    await house.press('try_again', owner);
    await house.until('the preview', () =>
      house.text(house.slack.world.viewsOf(owner).at(-1)?.content).includes('"submit"'),
    );
    await house.confirm({ user: owner });
    expect(await endsOf([id])).toEqual(['left']);
    expect(house.wasend.leaveCalls(id)).toHaveLength(2);
    expect(house.text(house.cards(team)[0])).toContain('Asked again');
    expect(house.text(house.cards(team)[0]?.blocks)).not.toContain('try_again');
  });

  test('what a refused key kept from being left is tried again once the key is taken, each group asked once more', async () => {
    const ids = await askFor(2);
    house.wasend.faults.next('401', { route: 'leave' });
    await house.confirm();
    expect(await endsOf(ids)).toEqual(['refused', 'not-asked']);
    await house.told();
    await house.press('try_again', owner);
    await house.until('the preview', () =>
      house.text(house.slack.world.viewsOf(owner).at(-1)?.content).includes('"submit"'),
    );
    await house.confirm({ user: owner });
    expect(await endsOf(ids)).toEqual(['left', 'left']);
    expect(house.wasend.leaveCalls()).toHaveLength(3);
  });

  test('Try again while Wasend tells nothing still names the number as the request knew it', async () => {
    await askFor(1);
    house.wasend.faults.next('ok-but-not-done', { route: 'leave' });
    await house.confirm();
    await house.told();
    await house.clock.advance(60 * 60_000);
    for (const route of ['session', 'sessions', 'group', 'info', 'participants', 'groups'] as const)
      house.wasend.faults.next('502-html', { route, times: 99 });
    await house.press('try_again', owner);
    const modal = await house.until('the modal', () => {
      const text = house.text(house.slack.world.viewsOf(owner).at(-1)?.content);
      return text.includes('Leave by id') && text;
    });
    expect(modal).toContain((await house.newestRequest()).ask.number.name ?? 'no name');
    expect(modal).not.toContain(sessionId.slice(0, 12));
  });

  test.each([
    [owner, 'and replaces it where it is said', true],
    [member, 'and hears who replaces it', false],
  ])('with a key that Wasend refuses, %s can confirm nothing, %s', async (user, _, isAdmin) => {
    await house.rule({ leavers: 'everyone' });
    for (const route of ['session', 'sessions', 'group', 'info', 'participants', 'groups'] as const)
      house.wasend.faults.next('401', { route, times: 99 });
    await house.slack.typeCommand({ user, channel: team, text: house.group().id });
    const view = () => house.slack.world.viewsOf(user).at(-1)?.content;
    await house.until('the refusal', () => house.text(view()).includes('does not take the key'));
    expect(view()?.submit).toBeUndefined();
    expect(house.text(view()).includes('Replace the key')).toBe(isAdmin);
    expect(house.text(view()).includes('An admin replaces it')).toBe(!isAdmin);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('a stranger’s group name neither pings nor links nor breaks the card', async () => {
    const hostile = house.wasend.world.groups(sessionId).find(({ name }) => name.includes('<!channel>'));
    await house.leave(hostile?.id ?? '');
    expect(house.card()).not.toContain('<!channel>');
    expect(house.card()).not.toContain('<https://evil');
    expect(house.card()).toContain('&lt;!channel&gt;');
  });
});
