import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LedgerUnavailable } from '../../src/errors.ts';
import type { RequestEvent } from '../../src/leaving/events.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { mei, OpenStore } from '../contracts/open-store.ts';

let store: OpenStore;
beforeEach(async () => {
  store = await OpenStore.open();
});
afterEach(() => store.close());

describe('what could not be read again is not written', () => {
  test.each<[string, RequestEvent]>([
    ['an event without its fields', { type: 'stop-asked' } as never],
    ['an event nobody knows', { type: 'left-by-magic' } as never],
    ['a person who is none', { type: 'stop-asked', by: '' as never }],
  ])('%s', async (_, event) => {
    const request = await store.ask([1]);
    await expect(store.ledger.append(request, [event])).rejects.toBeInstanceOf(LedgerUnavailable);
    expect((await store.load(request)).version).toBe(request.version);
  });

  test('a reason longer than any modal takes, in the ask itself', async () => {
    const ask = store.toAsk([1]);
    const asked = store.ledger.ask({ ...ask, event: { ...ask.event, reason: 'x'.repeat(501) } });
    await expect(asked).rejects.toBeInstanceOf(LedgerUnavailable);
    expect(await store.ledger.load(ask.requestId)).toBeNull();
  });
});

test('another workspace appends nothing to a request', async () => {
  const request = await store.ask([1]);
  const others = { ...request, workspaceId: WorkspaceId.parse('T0TWO') };
  const appended = await store.ledger.append(others, [{ type: 'stop-asked', by: mei }]);
  expect(appended).toEqual({ kind: 'stale' });
  expect((await store.load(request)).version).toBe(request.version);
});

test('what comes after the end reopens nothing', async () => {
  const request = await store.ask([1]);
  const ended = await store.ledger.append(request, [
    { type: 'stop-asked', by: mei },
    { type: 'finished' },
    { type: 'closed', card: 'channel', audit: 'told' },
  ]);
  if (ended.kind !== 'appended') throw new Error('stale');
  await store.ledger.append(ended.request, [{ type: 'stop-asked', by: mei }]);
  expect(await store.ledger.open(request.workspaceId)).toEqual([]);
  const all = { limit: 9, lanesFull: [], underWay: [] };
  expect(await store.storage.wakes.due('step', store.clock.now(), all)).toEqual([]);
});
