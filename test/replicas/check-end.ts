import { expect } from '@jest/globals';
import { sessionId } from '../journeys/house.ts';
import { eventually, type Farm } from './farm.ts';

/**
 * Waits until every request has ended and somebody was told, then holds it all to what has happened: one request for
 * each ask, no group called twice, no call without its entry, every end true, and the ledger whole.
 */
export async function checkEnd(farm: Farm, asked: readonly (readonly string[])[]): Promise<void> {
  const isTold = async (): Promise<boolean> => {
    const requests = await farm.requests();
    return requests.length >= asked.length && requests.every(({ closing }) => closing !== null);
  };
  // A channel takes one message a second, and a call under way when its replica died holds the number for 100 s.
  const patienceMs = 180_000 + asked.length * 6_000;
  await eventually('everybody is told every end', isTold, patienceMs).catch(async (error: unknown) => {
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
