import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionIds, viewIds } from '../../src/messages/ids.ts';
import { withoutMarks } from '../wasend/a-client.ts';
import { admin, House, sessionId, team } from './house.ts';
import { requestsOf } from './on-record.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
});
afterEach(() => house.end());

const top = () => house.slack.world.viewsOf(admin).at(-1);
const shown = () => house.text(top()?.content);
type Block = { readonly block_id: string; readonly element?: { readonly options?: readonly Option[] } };
type Option = { readonly text: { readonly text: string } };
const blockNamed = (start: string) =>
  ((top()?.content.blocks ?? []) as Block[]).find(({ block_id: id }) => id.startsWith(start));
/** The names that stand there to be ticked. */
const ticks = () => (blockNamed('tick_groups')?.element?.options ?? []).map(({ text }) => text.text);
const find = async (words: string) => {
  await house.slack.typeCommand({ user: admin, channel: team, text: words });
  await house.until('the picker', () => top()?.content.callback_id === viewIds.ask);
};
const suggested = async (typed: string) => {
  const blockId = blockNamed('pick_groups')?.block_id ?? '';
  const asked = { user: admin, viewId: top()?.id ?? '', blockId, actionId: actionIds.pickGroups, typed };
  const { options } = await house.slack.suggest(asked);
  return options.map((option) => (option as { text: { text: string } }).text.text);
};
const submit = (values: Record<string, Record<string, unknown>>) =>
  house.slack.submitView({ user: admin, viewId: top()?.id ?? '', values: values as never });
const preview = () => house.until('the preview', () => top()?.content.callback_id === viewIds.confirm);

describe('names typed after the command', () => {
  test('stand there unticked, all words in any order, marks and case folded; ticked, one is left', async () => {
    const group = house.wasend.world.addGroup(sessionId, { name: 'Café Crème – Tuesdays' });
    house.wasend.world.addGroup(sessionId, { name: 'Café Noir' });
    await find('TUESDAYS cafe');
    expect(ticks()).toEqual(['Café Crème – Tuesdays']);
    expect(shown()).not.toContain('initial_options');
    await submit({ tick_groups: { tick_groups: [group] } });
    await preview();
    expect(shown()).toContain('Café Crème');
    await house.confirm();
    await house.until('an audit line', () => house.audit()[0], 500);
    expect(house.wasend.leaveCalls().map(({ groupId }) => groupId)).toEqual([group]);
  });

  test('what cannot be left stands as text, with why', async () => {
    await house.rule({ protectedGroups: ['board of*'] });
    house.wasend.world.addGroup(sessionId, { name: 'Board of directors' });
    await find('directors board');
    expect(ticks()).toEqual([]);
    expect(shown()).toContain('protected here');
  });

  test('more than ten say how many, and where to go on', async () => {
    house.wasend.world.addManyGroups(sessionId, 41);
    await find('group');
    expect(ticks()).toHaveLength(10);
    expect(shown()).toMatch(/41 match .*search below/);
  });

  test('that match nothing are no dead end', async () => {
    await find('no such choir');
    expect(shown()).toContain('No group in this number’s list matches');
    expect(await suggested('padel')).toEqual(['Padel Tuesdays']);
  });

  test.each([
    ['that failed', () => house.wasend.faults.next('500', { route: 'groups', times: 20 }), 'could not list'],
    [
      'that is too slow',
      () => house.wasend.faults.next('hang', { route: 'groups', times: 20 }),
      'did not list',
    ],
  ])('are not said to match nothing in a list %s', async (_, order, said) => {
    order();
    await house.slack.typeCommand({ user: admin, channel: team, text: 'padel' });
    await house.until('the picker', () => shown().includes(said), 1_000);
    expect(shown()).not.toContain('matches');
    expect(shown()).toContain('can still be pasted');
  });
});

describe('Back from the preview', () => {
  test('is the picker as it was, and what is chosen next is what is left', async () => {
    const [one, two] = [house.group(0), house.group(1)];
    await find('padel');
    const picker = top()?.id;
    await submit({ typed_groups: { typed_groups: one.id } });
    await preview();
    expect(top()?.content.close).toMatchObject({ text: 'Back' });
    await house.slack.closeView({ user: admin, viewId: top()?.id ?? '' });
    expect(top()?.id).toBe(picker);
    await submit({ typed_groups: { typed_groups: two.id } });
    await house.until('the other preview', () => shown().includes(two.name) && top()?.content.submit);
    const [delivery] = await house.confirm();
    expect(delivery?.body).toContain('clear');
    expect(house.slack.world.viewsOf(admin)).toEqual([]);
    await house.until('an audit line', () => house.audit()[0], 500);
    expect(house.wasend.leaveCalls().map(({ groupId }) => groupId)).toEqual([two.id]);
    expect(await requestsOf(house)).toHaveLength(1);
  });

  test('an older preview that was confirmed all the same leaves nothing that it does not show', async () => {
    const [one, two] = [house.group(0), house.group(1)];
    await find('padel');
    await submit({ typed_groups: { typed_groups: one.id } });
    await preview();
    const older = structuredClone(top()?.content);
    await house.slack.closeView({ user: admin, viewId: top()?.id ?? '' });
    await house.clock.advance(1_000);
    await submit({ typed_groups: { typed_groups: two.id } });
    await house.until('the other preview', () => shown().includes(two.name) && top()?.content.submit);
    await house.confirm();
    await house.until('an audit line', () => house.audit()[0], 500);
    const { external_id: _, ...content } = older as Record<string, unknown>;
    house.slack.world.views.open('T0AGENCY', admin, content as never);
    await house.confirm();
    await house.clock.advance(60_000);
    expect(house.wasend.leaveCalls().map(({ groupId }) => groupId)).toEqual([two.id]);
  });
});

describe('filters', () => {
  const choose = async (value: string) => {
    const before = blockNamed('pick_groups')?.block_id;
    const pressed = { user: admin, viewId: top()?.id ?? '', actionId: actionIds.pickFilter, value };
    await house.slack.pressInView(pressed);
    await house.until('the other list', () => blockNamed('pick_groups')?.block_id !== before);
  };

  test('say which groups they cannot judge by the list', async () => {
    await house.slack.typeCommand({ user: admin, channel: team, text: '' });
    await house.until('the list has been read', () =>
      house.slack.journal.some(({ method }) => method === 'views.update'),
    );
    await choose('owned');
    expect(shown()).toContain('Only groups whose owner is told in Wasend’s list are shown here');
  });

  test('show only groups like that, and what was picked by another filter does not stay', async () => {
    house.wasend.world.addGroup(sessionId, { name: 'Same again' });
    house.wasend.world.addGroup(sessionId, { name: 'same  AGAIN' });
    await house.rule({ protectedGroups: ['*again'] });
    await house.slack.typeCommand({ user: admin, channel: team, text: '' });
    await house.until('the list has been read', () =>
      house.slack.journal.some(({ method }) => method === 'views.update'),
    );
    await choose('same-name');
    expect((await suggested('')).toSorted()).toEqual(['Same again', 'same  AGAIN'].toSorted());
    await choose('protected');
    expect(await suggested('')).toEqual(expect.arrayContaining(['Same again', 'same  AGAIN']));
    expect(await suggested('')).not.toContain('Padel Tuesdays');
    await choose('all');
    expect((await suggested('')).length).toBeGreaterThan(2);
  });
});

describe('a number with spaces inside', () => {
  test.each([
    ['12036 3041234567890 @g.us', 'This group id has spaces in it. Type it again without them.'],
    ['+44 7700 900123', 'This looks like a phone number, not a group.'],
  ])('%j is told with its reason, after the command and in the box', async (typed, why) => {
    await house.openModal(typed);
    const plain = withoutMarks(shown());
    expect(plain).toContain(typed);
    expect(plain).toContain(why);
    expect(plain).not.toContain('"submit"');
    await find('');
    const [delivery] = await submit({ typed_groups: { typed_groups: typed } });
    expect(delivery?.body).toContain(`“${typed}”: ${why}`);
    expect(house.wasend.journal.filter(({ route }) => route === 'leave')).toEqual([]);
  });
});
