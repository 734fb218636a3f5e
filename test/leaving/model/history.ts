import fc from 'fast-check';
import { ChannelId } from '../../../src/leaving/ids.ts';
import type { WorkspaceSettings } from '../../../src/leaving/rules/settings.ts';
import { type FaultName, faults, groupReads, listReads, sessionReads } from './whatsapp-world.ts';

const minuteMs = 60_000;
const which = fc.nat(5);

/** What may happen to a request and around it, one thing after another. */
export const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      groups: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 }),
      number: fc.nat(3),
      by: fc.nat(2),
      channel: fc.nat(1),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('weather' as const),
      faults: fc.array(fc.constantFrom(...(Object.keys(faults) as FaultName[])), { maxLength: 4 }),
      group: fc.constantFrom(...groupReads),
      list: fc.constantFrom(...listReads),
      session: fc.constantFrom(...sessionReads),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      ms: fc.constantFrom(
        1,
        500,
        3_000,
        10_000,
        30_000,
        minuteMs,
        minuteMs,
        5 * minuteMs,
        16 * minuteMs,
        61 * minuteMs,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('jump' as const),
      ms: fc.constantFrom(-61 * minuteMs, -minuteMs, minuteMs, 61 * minuteMs),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), after: fc.integer({ min: 0, max: 8 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop all' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lift' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('approve' as const, 'approve' as const, 'decline' as const),
      which,
      by: fc.nat(2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('try again' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('rules' as const),
      change: fc.constantFrom<Partial<WorkspaceSettings>>(
        { protectedGroups: ['Group 3', 'Group 5*'] },
        { protectedGroups: [] },
        { holdSeconds: 0 },
        { holdSeconds: 20 },
        { gapSeconds: { from: 0, to: 0 } },
        { gapSeconds: { from: 30, to: 60 } },
        { dailyCap: 4 },
        { dailyCap: null },
        { approval: { needed: 1, overGroups: 1, minutes: 15 } },
        { approval: { needed: 1, overGroups: 0, minutes: 60 } },
        { approval: { needed: 0, overGroups: 0, minutes: 15 } },
        { channels: [ChannelId.parse('C0OPS')] },
        { channels: [] },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('connection' as const), connected: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace key' as const), workspace: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pair' as const), number: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('restart with the clock back' as const),
      ms: fc.constantFrom(5_000, minuteMs, 61 * minuteMs, 26 * 60 * minuteMs),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('slack' as const),
      answers: fc.boolean(),
      noorIsGuest: fc.boolean(),
    }),
  },
);
export type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;
