import { expect } from '@jest/globals';
import { sessionId } from '../journeys/house.ts';
import { eventually, type Farm } from './farm.ts';

/**
 * Waits until every request has ended and somebody was told, then holds it all to what has happened: one request for
 * each ask, no group called twice, no call without its entry, every end true, and the ledger whole.
 */
export async function checkEnd(farm: Farm, asked: readonly (readonly string[])[]): Promise<void> {
  await eventually('everybody is told every end', async () => {
    const requests = await farm.requests();
    return requests.length >= asked.length && requests.every(({ closing }) => closing !== null);
  }).catch(async (error: unknown) => {
    await farm.tellWhatHangs();
    throw error;
  });
  const requests = await farm.requests();
  expect(requests).toHaveLength(asked.length);
  const entries = await Promise.all(requests.map(({ requestId }) => farm.entries(requestId)));
  const recorded = entries.flat().flatMap(({ event }) => (event.type === 'calling' ? [event.groupId] : []));
  for (const id of asked.flat()) {
    const calls = farm.wasend.leaveCalls(id).length;
    expect(calls).toBeLessThanOrEqual(1);
    expect(recorded.filter((groupId) => groupId === id).length).toBeGreaterThanOrEqual(calls);
  }
  for (const { leaves } of requests)
    for (const { group, status } of leaves) {
      const isIn = farm.wasend.world.isMember(sessionId, group.groupId);
      expect(status).toMatchObject(isIn ? { kind: 'still-in' } : { kind: 'left', confirmed: true });
    }
  const { file, workspaces } = await farm.verdict();
  expect([file, workspaces.map(({ faults }) => faults)]).toEqual([[], [[]]]);
}
