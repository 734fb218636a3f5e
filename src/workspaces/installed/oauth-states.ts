import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { InstallURLOptions, StateStore } from '@slack/oauth';
import { WasendSlackError } from '../../errors.ts';
import type { WrittenByRevision } from '../written-by-revision.ts';

const livesMs = 10 * 60_000;

/**
 * One-time states for the installation. A state is `<random>.<when it ends>.<HMAC of both>`, and nothing is kept of it
 * until a browser brings it back: so whoever asks for thousands costs no disk. A forged one is refused by its signature,
 * an old one by its age, a replayed one because it was kept, in one transaction, when it was first shown. `options` is
 * what every installation asks for.
 */
export function createOauthStates({
  shown,
  stateSecret,
  options,
  now,
}: {
  /** Keeps which states have come back; what has expired is forgotten. */
  readonly shown: WrittenByRevision;
  readonly stateSecret: string;
  readonly options: InstallURLOptions;
  readonly now: () => number;
}): StateStore {
  const sign = (id: string, endsAt: string): string =>
    createHmac('sha256', stateSecret).update(`${id}.${endsAt}`).digest('hex');
  return {
    async generateStateParam() {
      const id = randomBytes(24).toString('hex');
      const endsAt = String(now() + livesMs);
      return `${id}.${endsAt}.${sign(id, endsAt)}`;
    },
    async verifyStateParam(_now, state) {
      const [id = '', endsAt = '', signature = '', ...more] = state.split('.');
      if (more.length > 0 || !isSame(signature, sign(id, endsAt)))
        throw new WasendSlackError('state-forged', 'The state was not made by this app.');
      const isOver = Number(endsAt) <= now();
      if (isOver || !(await shown.putIfRevision(id, 0, { revision: 1 }, livesMs)))
        throw new WasendSlackError('state-over', 'The state was used before or is too old.');
      return options;
    },
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
