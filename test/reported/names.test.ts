import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionIds } from '../../src/messages/ids.ts';
import { reportedCase } from '../cases.ts';
import { admin, House, sessionId, team } from '../journeys/house.ts';
import { withoutMarks } from '../wasend/a-client.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
});
afterEach(() => house.end());

const top = () => house.slack.world.viewsOf(admin).at(-1);
const shown = () => house.text(top()?.content);
/** As people read it: without our marks, and Slack's three entities undone. */
const plain = (text: string) =>
  withoutMarks(text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Leaves groups of these names, and answers what the modal, the card and the list of options showed of them. */
async function leaveNamed(names: readonly string[]) {
  const ids = names.map((name) => house.wasend.world.addGroup(sessionId, { name, standing: 'member' }));
  await house.slack.typeCommand({ user: admin, channel: team, text: '' });
  await house.openView();
  const blocks = (await house.until('the picker', () => shown().includes('pick_groups') && top()))?.content
    .blocks as { block_id: string }[];
  const blockId = blocks.find(({ block_id: id }) => id.startsWith('pick_groups'))?.block_id ?? '';
  const asked = { user: admin, viewId: top()?.id ?? '', blockId, actionId: actionIds.pickGroups, typed: '' };
  const { options } = await house.slack.suggest(asked);
  await house.openModal(ids.join(' '));
  const modal = plain(shown());
  await house.confirm();
  await house.until('an audit line', () => house.audit()[0], 500);
  await house.told();
  return { ids, modal, card: plain(house.card()), options: plain(house.text(options)) };
}

const endOf = (id = '') => `…${id.replace('@g.us', '').slice(-4)}`;

describe('names as reported', () => {
  test('where nothing can be seen there is no name; a letter keeps as many of its marks as fit (blank-name)', async () => {
    const { names } = reportedCase<{ names: readonly string[] }>('blank-name').input;
    const { ids, modal, card, options } = await leaveNamed(names);
    const blank = ids.slice(0, 2);
    for (const place of [modal, card, options])
      for (const id of blank) expect(place).toContain(`(no name) ${endOf(id)}`);
    const marked = names.at(-1) ?? '';
    for (const place of [modal, card, options]) {
      const letter = new RegExp(`${marked[0]}\\u0310+…?`, 'u').exec(place)?.[0] ?? '';
      expect(letter.length).toBeGreaterThan(1);
      expect(letter.length).toBeLessThan(90);
    }
    expect(house.wasend.leaveCalls()).toHaveLength(names.length);
  });

  test('are literal, whatever they hold, and cut at whole characters (names-escape)', async () => {
    const { names } = reportedCase<{ names: readonly string[] }>('names-escape').input;
    const { modal, card, options } = await leaveNamed([...names, 'x'.repeat(100), 'half \ud83d']);
    for (const name of ['&lt;!channel&gt;', '*bold* _it_ ~s~ `c`'])
      for (const place of [modal, card]) expect(place).toContain(name);
    for (const place of [modal, card, options]) {
      expect(place).toContain('evil');
      expect(place).toContain('half');
      expect(place).not.toContain('\u202e');
      expect(place).not.toMatch(/\\ud[89a-f]/i);
      expect(place).not.toMatch(/\u200d(?:…|")/u);
      expect(place).not.toContain('x'.repeat(100));
    }
    // A live mention or link would be a problem of the stand-in, which the end of the house asks for.
  });
});
