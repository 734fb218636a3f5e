import { describe, expect, test } from '@jest/globals';
import type { ShapeName } from '@wasend-slack/wasend-stand-in/shapes/shapes.ts';
import { House, sessionId } from '../house.ts';
import { outcomeIn } from './one-answer.ts';

/** In which form Wasend answers, and by which names a group tells its members. */
interface Form {
  readonly name: string;
  readonly shape: ShapeName;
  readonly addressing: 'pn' | 'lid' | 'lid-only';
  /** What a group that was left still tells: a refusal, or the others. */
  readonly tellsLeftGroups: boolean;
  /** Whether the session tells the name by which the members know us; only WAHA tells a LID. */
  readonly knowsUs: boolean;
}

const form = (shape: ShapeName, addressing: Form['addressing'] = 'pn', tellsLeftGroups = false): Form => ({
  name: [shape, addressing, tellsLeftGroups ? 'told without us' : 'refused'].join(', '),
  shape,
  addressing,
  tellsLeftGroups,
  knowsUs: addressing !== 'lid-only' || shape === 'waha-gows' || shape === 'waha-noweb',
});

/** Each tells at the first look. */
const forms: readonly Form[] = [
  form('docs'),
  form('docs', 'pn', true),
  form('docs', 'lid'),
  form('docs', 'lid-only'),
  form('sdk'),
  form('sdk', 'pn', true),
  form('waha-gows'),
  form('waha-gows', 'pn', true),
  form('waha-gows', 'lid'),
  form('waha-gows', 'lid-only'),
  form('waha-gows', 'lid-only', true),
  form('waha-noweb', 'pn', true),
  form('waha-noweb', 'lid', true),
];

async function inForm(
  { shape, addressing, tellsLeftGroups }: Form,
  play: (house: House, id: string) => Promise<void>,
) {
  const house = await House.start({ HOLD_SECONDS: '0' });
  try {
    house.wasend.shape = shape;
    house.wasend.stale.tellsLeftGroups = tellsLeftGroups;
    const id = house.wasend.world.addGroup(sessionId, { name: 'Choir', addressing, otherMembers: 6 });
    await house.openModal(id);
    await play(house, id);
  } finally {
    await house.end();
  }
}

const turnMs = 100;

/** Nothing of a group that was left tells, and only the list is left to say it. */
const tellByList: readonly Form[] = [
  form('docs', 'lid-only', true),
  form('sdk', 'lid-only', true),
  form('waha-noweb'),
];

describe('in each form Wasend answers in', () => {
  test.each(forms)('$name: a leave that went well is confirmed by the first look', (one) =>
    inForm(one, async (house, id) => {
      const from = house.clock.now();
      await house.confirm();
      await house.until('confirmed', () => /confirmed/.test(house.card()), turnMs);
      expect(house.clock.now() - from).toBeLessThan(6_000);
      await house.told();
      const { status, looks, calls } = await outcomeIn(house);
      expect([status, looks, calls]).toEqual(['left, confirmed', [3], 1]);
      expect(house.wasend.world.isMember(sessionId, id)).toBe(false);
    }),
  );

  test.each(tellByList)(
    '$name: where no look at the group can tell, the list confirms it at the last one',
    (one) =>
      inForm(one, async (house) => {
        await house.confirm();
        await house.told();
        const { status, looks } = await outcomeIn(house);
        expect([status, looks]).toEqual(['left, confirmed', [3, 10, 30]]);
      }),
  );

  test.each([...forms, ...tellByList])(
    '$name: a leave that WhatsApp did not follow is not told as confirmed',
    (one) =>
      inForm(one, async (house, id) => {
        house.wasend.faults.next('ok-but-not-done', { route: 'leave' });
        await house.confirm();
        await house.told();
        const { status, calls } = await outcomeIn(house);
        expect([status, calls]).toEqual([one.knowsUs ? 'still-in' : 'left, not confirmed', 1]);
        expect(house.wasend.world.isMember(sessionId, id)).toBe(true);
      }),
  );

  test.each([...forms, ...tellByList])(
    '$name: what an owner is refused is told within two seconds, and why',
    (one) =>
      inForm(one, async (house, id) => {
        house.wasend.world.addUs(id, sessionId, 'owner');
        house.wasend.faults.next('403-owner', { route: 'leave' });
        const from = house.clock.now();
        await house.confirm();
        await house.until('the refusal', () => /^Refused/.test(house.firstLine()), turnMs);
        expect(house.clock.now() - from).toBeLessThanOrEqual(2_000);
        await house.told();
        const { status, card } = await outcomeIn(house);
        expect(status).toBe(one.knowsUs ? 'refused: owner' : 'refused: not-clear');
        expect(card).toContain('in WhatsApp on the phone.');
      }),
  );
});
