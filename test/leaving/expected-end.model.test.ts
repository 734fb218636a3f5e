import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startWorker, type Worker } from '../../src/app/work.ts';
import { advance } from '../../src/leaving/advance/advance.ts';
import type { Connect } from '../../src/leaving/advance/means.ts';
import { restMs } from '../../src/leaving/advance/pace.ts';
import { SessionId } from '../../src/leaving/ids.ts';
import { expectedEndOf, outlookOf, roundedEnd } from '../../src/leaving/looking-back/outlook.ts';
import type { Request } from '../../src/leaving/request.ts';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import type { WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import { lane, mei, type OpenStore, phoneOf, workspaceId } from '../contracts/open-store.ts';
import { modelRuns } from '../suite/model-runs.ts';
import { answerOf, Steps, sessionIn } from './advance/steps.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const number = (index: number): SessionId => SessionId.parse(`number-${index}`);

/** The app's own steps, by a clock that is turned by hand. Every gap is as long as an average one. */
class Play {
  readonly steps: Steps;
  readonly #worker: Worker;
  #groups = 0;

  private constructor(steps: Steps) {
    this.steps = steps;
    this.steps.random = 0.5;
    const { store } = steps;
    this.#worker = startWorker({
      kind: 'step',
      wakes: store.storage.wakes,
      clock: store.clock,
      work: ({ requestId }) => advance(requestId, { ...steps.means, connect: this.#connect }),
      failed: async (_, error) => Promise.reject(error),
      storeFailed: (error) => {
        throw error;
      },
    });
  }

  /** Several numbers: each session tells its own. */
  readonly #connect: Connect = async (request) => {
    const connected = await this.steps.means.connect(request);
    const read = sessionIn('usable', phoneOf(request.ask.sessionId));
    if (connected.kind !== 'connected' || read.kind !== 'ok') return connected;
    return { ...connected, lastSession: () => ({ facts: read.value, readAt: this.store.clock.now() }) };
  };

  static async begin(settings: Partial<WorkspaceSettings>): Promise<Play> {
    const steps = await Steps.open();
    await changeRules(
      steps.store.rules,
      { workspaceId, by: mei, tell: [], seenRevision: null },
      (before) => ({ ...before, ...settings }),
    );
    return new Play(steps);
  }

  get store(): OpenStore {
    return this.steps.store;
  }

  async ask(count: number, ofNumber = 1, holdMs = 5_000): Promise<Request> {
    const groups = Array.from({ length: count }, (_, index) => this.#groups + index + 1);
    this.#groups += count;
    const { revision } = await this.store.rules.get(workspaceId);
    return this.store.ask(groups, { sessionId: number(ofNumber), holdMs, settingsRevision: revision });
  }

  /** What is said of the end now, unrounded: of a request, or of calls that nobody has asked for. */
  async saidEnd(calls: number, ofNumber = 1): Promise<number> {
    const means = { ...this.steps.means, ledger: this.store.ledger };
    return expectedEndOf({ workspaceId, lane, sessionId: number(ofNumber), calls }, means);
  }

  async shownEnd(request: Request): Promise<number | null> {
    return (await outlookOf(await this.store.load(request), this.steps.means)).expectedEndAt;
  }

  /** When the last of a request's calls was made, waiting for it. */
  async end(request: Request): Promise<number> {
    for (let waits = 0; waits < 1_000; waits += 1) {
      const { leaves } = await this.store.load(request);
      if (leaves.every(({ calledAt }) => calledAt !== null))
        return Math.max(...leaves.map(({ calledAt }) => calledAt ?? 0));
      await this.store.clock.advance(10 * minuteMs);
    }
    throw new Error('These calls are never made');
  }

  async close(): Promise<void> {
    await this.#worker.close();
    await this.store.close();
  }
}

let play: Play;
const open = async (settings: Partial<WorkspaceSettings>): Promise<void> => {
  play = await Play.begin(settings);
};
beforeEach(() => open({ gapSeconds: { from: 20, to: 20 } }));
afterEach(() => play.close());

/** Within a tenth of the wait, and the seconds that a turn and the window's jitter take. */
function expectTrue(said: number, came: number, now: number, leastMs = 3_000): void {
  expect(Math.abs(said - came)).toBeLessThanOrEqual(Math.max(leastMs, (came - now) / 10));
}

test('calls of the last quarter of an hour bring the gap on earlier', async () => {
  await play.end(await play.ask(2));
  const now = play.store.clock.now();
  const said = await play.saidEnd(7);
  expectTrue(said, await play.end(await play.ask(7)), now);
  expect(said - now).toBeGreaterThan(90_000);
});

test('a number that has rested begins anew', async () => {
  await play.end(await play.ask(6));
  await play.store.clock.advance(restMs + minuteMs);
  const now = play.store.clock.now();
  const said = await play.saidEnd(4);
  expectTrue(said, await play.end(await play.ask(4)), now);
  expect(said - now).toBeLessThan(10_000);
});

test('requests of one number take turns, so that a short one is over soon', async () => {
  await play.ask(20);
  // Not at the very moment of a call: who is first then is a toss-up.
  await play.store.clock.advance(minuteMs + 1_300);
  const now = play.store.clock.now();
  const said = await play.saidEnd(2);
  expectTrue(said, await play.end(await play.ask(2)), now);
});

test('one that is still held is counted, though it waits for nothing yet', async () => {
  await play.ask(20);
  const now = play.store.clock.now();
  const said = await play.saidEnd(20);
  expectTrue(said, await play.end(await play.ask(20)), now);
});

test('the gaps of one number hold up no other number of the key', async () => {
  await play.ask(30, 1);
  await play.store.clock.advance(minuteMs);
  const now = play.store.clock.now();
  const said = await play.saidEnd(5, 2);
  expectTrue(said, await play.end(await play.ask(5, 2)), now);
  expect(said - now).toBeLessThan(minuteMs);
});

test('the daily cap is waited for', async () => {
  await play.close();
  await open({ gapSeconds: { from: 20, to: 20 }, dailyCap: 5 });
  const now = play.store.clock.now();
  const said = await play.saidEnd(7);
  const came = await play.end(await play.ask(7));
  expectTrue(said, came, now);
  expect(came - now).toBeGreaterThan(dayMs);
});

test('while the daily cap is waited for, the end is shown all the same, and comes true', async () => {
  await play.close();
  await open({ gapSeconds: { from: 20, to: 20 }, dailyCap: 5 });
  const asked = await play.ask(12);
  await play.store.clock.advance(20 * minuteMs);
  const now = play.store.clock.now();
  const outlook = await outlookOf(await play.store.load(asked), play.steps.means);
  expect(outlook.waitingFor?.kind).toBe('daily-cap');
  expectTrue(outlook.expectedEndAt ?? 0, await play.end(asked), now, 5 * minuteMs);
});

test.each([
  ['WhatsApp limits the number', { class: 'number-limited', status: 429, said: 'rate-overlimit' }],
  ['Wasend’s limit of calls is reached', { class: 'rate-limited', status: 429, retryAfterMs: 12 * minuteMs }],
] as const)('while %s, the end is shown, and comes true', async (_, limited) => {
  let calls = 0;
  play.steps.answer = () => {
    calls += 1;
    return answerOf(calls === 3 ? limited : { class: 'accepted' });
  };
  await play.ask(9);
  const second = await play.ask(4);
  await play.store.clock.advance(2 * minuteMs);
  const now = play.store.clock.now();
  const outlook = await outlookOf(await play.store.load(second), play.steps.means);
  expect(outlook.waitingFor).toMatchObject({ kind: 'hold-up' });
  // Shown to the minute.
  expectTrue(outlook.expectedEndAt ?? 0, await play.end(second), now, minuteMs + 3_000);
});

test('whatever the queue, what is said of the end comes true within a tenth', async () => {
  const request = fc.record({
    calls: fc.integer({ min: 1, max: 14 }),
    ofNumber: fc.integer({ min: 1, max: 3 }),
    holdMs: fc.constantFrom(0, 5_000, 30_000),
    waitMs: fc.constantFrom(1_300, 3_000, 40_000, 4 * minuteMs, 20 * minuteMs),
  });
  const gap = fc.constantFrom({ from: 0, to: 0 }, { from: 2, to: 6 }, { from: 20, to: 45 });
  await fc.assert(
    fc.asyncProperty(gap, fc.array(request, { minLength: 1, maxLength: 6 }), async (gapSeconds, requests) => {
      const own = await Play.begin({ gapSeconds, holdSeconds: 5 });
      for (const { calls, ofNumber, holdMs, waitMs } of requests.slice(0, -1)) {
        await own.ask(calls, ofNumber, holdMs);
        await own.store.clock.advance(waitMs);
      }
      const { calls, ofNumber } = requests.at(-1) ?? { calls: 1, ofNumber: 1 };
      const now = own.store.clock.now();
      const said = await own.saidEnd(calls, ofNumber);
      // Where gaps are short the key’s window decides, and whose turn is its last one is a toss-up.
      const leastMs = gapSeconds.to < 10 ? minuteMs + 3_000 : 3_000;
      const asked = await own.ask(calls, ofNumber);
      const shown = await own.shownEnd(asked);
      const came = await own.end(asked);
      await own.close();
      expectTrue(said, came, now, leastMs);
      expect(shown).toBe(roundedEnd(said, now));
    }),
    { numRuns: modelRuns({ few: 4, many: 100 }) },
  );
});

test('what is shown of the end is the same while it differs by seconds', async () => {
  const asked = await play.ask(20);
  await play.store.clock.advance(30_000);
  const shown = await play.shownEnd(asked);
  expect((shown ?? 1) % minuteMs).toBe(0);
  const now = play.store.clock.now();
  expect(roundedEnd(now + 90 * minuteMs + 1_000, now)).toBe(roundedEnd(now + 90 * minuteMs + 2_000, now));
  expect(roundedEnd(now + 90 * minuteMs + 1_000, now) % (5 * minuteMs)).toBe(0);
});
