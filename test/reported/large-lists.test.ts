import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ShapeName } from '@wasend-slack/wasend-stand-in/shapes/shapes.ts';
import { actionIds, viewIds } from '../../src/messages/ids.ts';
import { admin, House, sessionId, team } from '../journeys/house.ts';
import { withoutMarks } from '../wasend/a-client.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
});
afterEach(() => house.end());

const top = () => house.slack.world.viewsOf(admin).at(-1);
const shown = () => withoutMarks(house.text(top()?.content));

test.each<[ShapeName, boolean]>([
  ['docs', false],
  ['sdk', false],
  ['waha-gows', false],
  ['waha-noweb', false],
  ['sdk', true],
])(
  '100 groups of 250 members as %s tells them, members asked for or not heeded (%p)',
  async (shape, ignoreExclude) => {
    house.wasend.shape = shape;
    house.wasend.stale.ignoreExclude = ignoreExclude;
    const ids = house.wasend.world.addManyGroups(sessionId, 100, { otherMembers: 249 });
    await house.slack.typeCommand({ user: admin, channel: team, text: '' });
    await house.until('the picker', () => top()?.content.callback_id === viewIds.ask);
    const blocks = (top()?.content.blocks ?? []) as { block_id: string }[];
    const blockId = blocks.find(({ block_id: id }) => id.startsWith('pick_groups'))?.block_id ?? '';
    const asked = { user: admin, viewId: top()?.id ?? '', blockId, actionId: actionIds.pickGroups };
    const name = house.wasend.world.groups(sessionId).find(({ id }) => id === ids[99])?.name ?? '';
    expect(house.text((await house.slack.suggest({ ...asked, typed: name })).options)).toContain(name);
    await house.openModal(ids.slice(0, 7).join(' '));
    expect(shown()).toContain('Leave 7 groups');
    expect(shown()).toContain('250 members');
    expect(shown()).not.toMatch(/could not tell|by their ids|name not known/);
  },
);
