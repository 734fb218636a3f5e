import type { SessionSeed } from './world-seed.ts';
import type { Session } from './world-state.ts';

/** A session with no groups yet. `index` counts the sessions before it, so that each has a number of its own. */
export function buildSession(key: string, seed: SessionSeed, index: number): Session {
  const phoneNumber = seed.phoneNumber ?? `+4477009001${String(index).padStart(2, '0')}`;
  return {
    id: seed.id,
    key,
    name: seed.name ?? seed.id,
    phoneNumber,
    memberNumber: seed.memberNumber ?? phoneNumber,
    lid: seed.lid ?? `1${String(index + 50).padStart(14, '0')}@lid`,
    status: seed.status ?? 'WORKING',
    belongings: new Map(),
  };
}
