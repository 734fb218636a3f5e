import type { Measure } from '../../stage.ts';
import { appends } from './appends.ts';
import { firstCall } from './first-call.ts';
import { openRequests } from './open-requests.ts';

/** Ours on a SQLite file beside ours on a Postgres on the same machine, which both wait for the same disk. */
export const stores: Measure = {
  name: 'stores',
  async run(stage) {
    const postgres = await stage.postgres();
    return [
      ...(await firstCall(stage, postgres)),
      ...(await openRequests(stage, postgres)),
      ...(await appends(stage, postgres)),
    ];
  },
};
