import { type Figure, figure, Rounds } from '../../figures.ts';
import { confirm, openAndFill } from '../../load/flow.ts';
import type { Postgres } from '../../machine/postgres.ts';
import type { Stage } from '../../stage.ts';
import { quantile } from '../../stats.ts';
import { atMostEach } from './judge-both.ts';

const most = { sqlite: 50, postgres: 150 };

/** From the confirmation to the call that leaves, with no time to press Stop in between: one person after another. */
export async function firstCall(stage: Stage, postgres: Postgres | null): Promise<Figure[]> {
  const count = stage.count(20, 2);
  const world = await stage.world({ people: count });
  const peers = [await stage.peer('ours', world)];
  if (postgres !== null)
    peers.push(
      await stage.peer('ours-postgres', world, { environment: { STORE_URL: postgres.newStoreUrl() } }),
    );
  const ack = new Rounds();
  const call = new Rounds();
  await stage.interleaved(peers, async (peer) => {
    const acks: number[] = [];
    const calls: number[] = [];
    for (let person = 0; person < count; person += 1) {
      const filled = await openAndFill(world, peer, person);
      if (filled === null) continue;
      const left = await confirm(world, peer, filled, 'answer');
      acks.push(left.ack.ackMs);
      calls.push(left.toFirstCallMs);
    }
    ack.add(peer.name, quantile(acks, 0.5));
    call.add(peer.name, quantile(calls, 0.5));
    await world.quiet(3_600);
  });
  const head = (what: string) => ({ measure: 'stores', what, unit: 'ms' });
  return [
    figure(head('submission → ack'), ack),
    figure(head('confirmed → first call, p50'), call, atMostEach(call, most, 'ms')),
  ];
}
