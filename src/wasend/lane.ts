import { createHash } from 'node:crypto';
import { LaneId } from '../leaving/ids.ts';

/** The lane of an API key: the same for the same key, and nothing of the key can be told from it. */
export function laneOf(apiKey: string): LaneId {
  const digest = createHash('sha256').update('wasend-slack lane\0').update(apiKey).digest('hex');
  return LaneId.parse(`lane-${digest.slice(0, 16)}`);
}
