import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CustomAnswer } from '@wasend-slack/wasend-stand-in/faults/custom-answer.ts';
import { retryAfterMs } from '../../src/wasend/answer/retry-after.ts';
import { reportedCase } from '../cases.ts';
import { begin, OpenStore } from '../contracts/open-store.ts';
import { House } from '../journeys/house.ts';

const hourMs = 60 * 60_000;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wasend-pace-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a clock that was an hour ahead for ten calls shuts the window for its own length at most (clock-back)', async () => {
  const { limit, windowMs } = reportedCase<{ limit: number; windowMs: number }>('clock-back').input;
  const store = await OpenStore.open();
  try {
    store.clock.jump(hourMs);
    const groups = Array.from({ length: limit + 1 }, (_, at) => at + 1);
    let request = await store.ask(groups);
    for (let call = 0; call < limit; call += 1) request = await store.call(request, { limit, windowMs });
    store.clock.jump(-hourMs);
    const next = await store.load(request);
    const wait = await store.ledger.claim(next, store.claimOf(next, { limit, windowMs }));
    if (wait.kind !== 'wait') throw new Error(`${wait.kind}: an eleventh call in no time`);
    // The time of the store stands where it was until the machine's comes after it.
    await store.clock.advance(windowMs + 251);
    expect(await store.tryClaim(next, { limit, windowMs })).toBe('claimed');
  } finally {
    await store.close();
  }
});

test('the same after a restart, whose time is the corrected one (clock-back)', async () => {
  const { limit, windowMs } = reportedCase<{ limit: number; windowMs: number }>('clock-back').input;
  const store = await OpenStore.open(`sqlite:${join(directory, 'wasend.db')}`);
  try {
    store.clock.jump(hourMs);
    let request = await store.ask(Array.from({ length: limit + 1 }, (_, at) => at + 1));
    for (let call = 0; call < limit; call += 1) request = await store.call(request, { limit, windowMs });
    store.clock.jump(-hourMs);
    await store.reopen();
    const next = await store.load(request);
    const wait = await store.ledger.claim(next, store.claimOf(next, { limit, windowMs }));
    if (wait.kind === 'wait') expect(wait.until - store.clock.now()).toBeLessThanOrEqual(windowMs + 251);
    await store.clock.advance(2 * 60_000);
    expect(store.clock.now()).toBe(begin + 2 * 60_000);
    expect(await store.tryClaim(next, { limit, windowMs })).toBe('claimed');
  } finally {
    await store.close();
  }
});

describe('a 429 whose reset is in milliseconds (reset-ms)', () => {
  const { headers } = reportedCase<{ headers: Readonly<Record<string, string>> }>('reset-ms').input;
  const [name = '', told = ''] = Object.entries(headers)[0] ?? [];
  const waitMs = Number(/^now\+(\d+) ms, 13 digits$/.exec(told)?.[1]);

  test('asks for as long as it says', () => {
    const now = 1_800_000_000_000;
    expect(retryAfterMs(new Headers({ [name]: String(now + waitMs) }), null, now)).toBe(waitMs);
  });

  test('rests the lane for as long, and the call is made then', async () => {
    const house = await House.start({ HOLD_SECONDS: '0' });
    try {
      await house.openModal(house.group().id);
      const reset = { [name]: String(house.clock.now() + waitMs) };
      const limited: CustomAnswer = { status: 429, headers: reset, body: { message: 'Too many requests' } };
      house.wasend.faults.next(limited, { route: 'leave', does: false });
      await house.confirm();
      await house.told();
      const [first, second] = house.wasend.leaveCalls();
      const between = (second?.at ?? Number.NaN) - (first?.at ?? 0);
      expect(between).toBeGreaterThanOrEqual(waitMs - 1_500);
      expect(between).toBeLessThanOrEqual(waitMs + 5_000);
      expect(house.firstLine()).toMatch(/^Left /);
    } finally {
      await house.end();
    }
  });
});
