import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { InstallURLOptions, StateStore } from '@slack/oauth';
import type { Keyv } from 'keyv';
import { z } from 'zod';
import { WasendSlackError } from '../../errors.ts';
import { readStored } from '../read-stored.ts';

const livesMs = 10 * 60_000;

const StoredState = z.object({
  v: z.literal(1),
  expiresAt: z.number().int(),
  scopes: z.array(z.string()),
  redirectUri: z.string().nullable(),
});

const readState = readStored('OAuth state', StoredState);

/**
 * One-time states for the installation. A state is `<random>.<HMAC of it>`: a forged one is refused by its signature, an
 * old one by its age, a replayed one because it is taken out of the store when it is first shown.
 */
export function createOauthStates({
  keyv,
  stateSecret,
  now,
}: {
  readonly keyv: Keyv;
  readonly stateSecret: string;
  readonly now: () => number;
}): StateStore {
  const sign = (id: string): string => createHmac('sha256', stateSecret).update(id).digest('hex');
  return {
    async generateStateParam({ scopes, redirectUri }) {
      const id = randomBytes(24).toString('hex');
      const row = {
        v: 1,
        expiresAt: now() + livesMs,
        scopes: [scopes].flat(),
        redirectUri: redirectUri ?? null,
      };
      await keyv.set(id, StoredState.parse(row), livesMs);
      return `${id}.${sign(id)}`;
    },
    async verifyStateParam(_now, state): Promise<InstallURLOptions> {
      const [id = '', signature = ''] = state.split('.');
      if (!isSame(signature, sign(id)))
        throw new WasendSlackError('state-forged', 'The state was not made by this app.');
      const stored: unknown = await keyv.get(id);
      if (stored === undefined || !(await keyv.delete(id)))
        throw new WasendSlackError('state-over', 'The state was used before or is too old.');
      const { expiresAt, scopes, redirectUri } = readState(stored);
      if (expiresAt <= now())
        throw new WasendSlackError('state-over', 'The state was used before or is too old.');
      return { scopes, ...(redirectUri === null ? {} : { redirectUri }) };
    },
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
