import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LedgerUnavailable } from '../../../src/errors.ts';
import type { AdvanceMeans } from '../../../src/leaving/advance/means.ts';
import { answerOf, Steps } from './steps.ts';

describe('a store that does not take the answer', () => {
  let steps: Steps;
  let refusals: number;
  let sleep: AdvanceMeans['sleep'];
  let away: AdvanceMeans['ledger'];
  beforeEach(async () => {
    steps = await Steps.open();
    const { ledger } = steps.means;
    refusals = Number.POSITIVE_INFINITY;
    sleep = async (ms) => {
      steps.slept.push(ms);
      await steps.store.clock.advance(ms);
    };
    away = {
      ...ledger,
      append: (...of: Parameters<typeof ledger.append>) => {
        refusals -= 1;
        return refusals >= 0 ? Promise.reject(new LedgerUnavailable('away')) : ledger.append(...of);
      },
    };
  });
  afterEach(() => steps.store.close());

  const firstMs = [50, 200, 500, 1_000, 2_000, 3_000, 3_000];

  test('for some seconds is given it again, more and more slowly', async () => {
    refusals = 7;
    const request = await steps.store.ask([1]);
    await steps.step(request, { ledger: away, sleep });
    expect(steps.slept).toEqual(firstMs);
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'looking' }]);
  });

  test('for a minute and a half is given it in the end: the number does not wait for the end of the lease', async () => {
    refusals = 36;
    const request = await steps.store.ask([1]);
    await steps.step(request, { ledger: away, sleep });
    expect(steps.slept.slice(7)).toEqual(Array.from({ length: 29 }, () => 3_000));
    expect(await steps.statuses(request)).toMatchObject([{ kind: 'looking' }]);
    expect(steps.asked).toHaveLength(1);
  });

  test('is given it once more at the end of the lease, and no more', async () => {
    const request = await steps.store.ask([1]);
    const begunAt = steps.store.clock.now();
    await expect(steps.step(request, { ledger: away, sleep })).rejects.toThrow('away');
    expect(steps.store.clock.now() - begunAt).toBeGreaterThanOrEqual(100_000);
    expect(steps.store.clock.now() - begunAt).toBeLessThan(103_000);
  });

  test('keeps no process that is to end for longer than some seconds', async () => {
    const request = await steps.store.ask([1]);
    steps.answer = async () => {
      steps.isClosing = true;
      return answerOf({ class: 'accepted' });
    };
    await expect(steps.step(request, { ledger: away, sleep })).rejects.toThrow('away');
    expect(steps.slept).toEqual(firstMs);
  });

  test('keeps nobody for ever where no time passes', async () => {
    const request = await steps.store.ask([1]);
    await expect(steps.step(request, { ledger: away })).rejects.toThrow('away');
    expect(steps.slept.length).toBeLessThan(50);
  });
});
