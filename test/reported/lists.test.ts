import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionIds, viewIds } from '../../src/messages/ids.ts';
import { reportedCase } from '../cases.ts';
import { admin, House, sessionId, team } from '../journeys/house.ts';
import { withoutMarks } from '../wasend/a-client.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
});
afterEach(() => house.end());

const top = () => house.slack.world.viewsOf(admin).at(-1);
const shown = () => withoutMarks(house.text(top()?.content));
async function openPicker(): Promise<void> {
  await house.slack.typeCommand({ user: admin, channel: team, text: '' });
  await house.until('the picker', () => top()?.content.callback_id === viewIds.ask);
}
const suggest = (typed: string) => {
  const blocks = (top()?.content.blocks ?? []) as { block_id: string }[];
  const blockId = blocks.find(({ block_id: id }) => id.startsWith('pick_groups'))?.block_id ?? '';
  return house.slack.suggest({
    user: admin,
    viewId: top()?.id ?? '',
    blockId,
    actionId: actionIds.pickGroups,
    typed,
  });
};

describe('long lists, as reported', () => {
  test('a hundred groups of a hundred members are found by name, and six of them shown with their roles (list-100x100)', async () => {
    const { input } = reportedCase<{ groups: number; members_each: number; bytes: number }>('list-100x100');
    house.wasend.shape = 'sdk';
    const otherMembers = input.members_each - 1;
    const ids = house.wasend.world.addManyGroups(sessionId, input.groups, { otherMembers });
    const path = `/${sessionId}/groups?limit=${input.groups}`;
    const whole = await fetch(house.wasend.url + path, {
      headers: { authorization: 'Bearer wk_stand_in_1' },
    });
    expect((await whole.arrayBuffer()).byteLength).toBeGreaterThan(input.bytes / 2);
    await openPicker();
    expect((await suggest('Group')).options.length).toBeGreaterThan(99);
    const six = ids.slice(0, 6);
    const names = house.wasend.world
      .groups(sessionId)
      .filter(({ id }) => six.includes(id))
      .map(({ name }) => name);
    await house.openModal(six.join(' '));
    for (const name of names) expect(shown()).toContain(name);
    expect(shown()).toContain(`${input.members_each} members`);
    expect(shown()).not.toMatch(/name not known|could not list|could not tell/);
    expect(shown()).toContain('Leave 6 groups');
  });

  test('thousands of groups: each word typed is answered in time, and from the old list while the new one is read (options-3s)', async () => {
    const { input } = reportedCase<{ groups: number; page_ms: number; typed: string }>('options-3s');
    house.wasend.world.addManyGroups(sessionId, input.groups);
    house.wasend.faults.next('slow', { route: 'groups', times: Number.POSITIVE_INFINITY });
    const { slow } = house.wasend.gate;
    /** Lets each page take its time by the clock, until the work is over. */
    const whilePagesCome = async <T>(work: Promise<T>): Promise<{ value: T; tookMs: number }> => {
      const from = house.clock.now();
      let tookMs: number | null = null;
      const over = work.finally(() => {
        tookMs = house.clock.now() - from;
      });
      while (tookMs === null) {
        if (slow.waiting() > 0) {
          await house.clock.advance(input.page_ms);
          slow.release();
        }
        await nextTurn();
      }
      return { value: await over, tookMs };
    };
    await whilePagesCome(openPicker());
    const first = await whilePagesCome(suggest(input.typed));
    expect(first.tookMs).toBeLessThanOrEqual(2_500);
    expect(first.value.delivery.status).toBe(200);
    let found = first.value.options.length;
    for (let tries = 0; found === 0 && tries < 10; tries += 1) {
      const again = await whilePagesCome(suggest(input.typed));
      expect(again.tookMs).toBeLessThanOrEqual(2_500);
      found = again.value.options.length;
    }
    // What was begun is not begun anew: the list is there after its pages, and there are fifty and what came before.
    expect(found).toBeGreaterThan(0);
    const reads = house.wasend.journal.filter(({ route }) => route === 'groups').length;
    expect(reads).toBeLessThanOrEqual(Math.ceil((input.groups + 30) / 100) + 1);
    await house.clock.advance(31_000);
    const later = await whilePagesCome(suggest(input.typed));
    expect(later.value.options.length).toBe(found);
    expect(later.tookMs).toBe(0);
    house.wasend.faults.clear();
    slow.release();
  });

  test('a row with an odd field costs neither itself nor the pages behind it (page-cut)', async () => {
    const { input } = reportedCase<{ groups: number; odd: { index: number } }>('page-cut');
    house.wasend.shape = 'waha-gows';
    const ids = house.wasend.world.addManyGroups(sessionId, input.groups);
    house.wasend.stale.oddRows = { [ids[input.odd.index] ?? '']: 'number-created' };
    await openPicker();
    const all = house.wasend.world.groups(sessionId);
    const { delivery } = await suggest('Group');
    expect(withoutMarks(delivery.body)).toContain(
      `100 of ${all.filter(({ name }) => /group/i.test(name)).length} groups`,
    );
    expect(shown()).not.toContain('could not be read');
    const last = all.at(-1)?.name ?? '';
    expect(withoutMarks(house.text((await suggest(last)).options))).toContain(last);
  });
});
