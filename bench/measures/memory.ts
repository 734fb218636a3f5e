import { figure, Rounds } from '../figures.ts';
import { asFastAs } from '../load/at-rate.ts';
import { confirm, openAndFill } from '../load/flow.ts';
import { usedBy } from '../machine/machine.ts';
import { wholePeers } from '../peers/peers.ts';
import type { Measure } from '../stage.ts';

const people = 120;
const atOnce = 6;

/** Whether memory goes on growing: after the first deliveries, and after as many as the run has time for. */
export const memory: Measure = {
  name: 'memory',
  async run(stage) {
    const turns = stage.effort.isFull ? 125 : stage.effort.isShort ? 1 : 5;
    const perTurn = stage.effort.isShort ? 12 : people;
    const world = await stage.world({ people });
    const early = new Rounds();
    const late = new Rounds();
    for (const name of wholePeers) {
      const peer = await stage.peer(name, world);
      for (let turn = 0; turn < turns; turn += 1) {
        await asFastAs(perTurn, atOnce, async (person) => {
          const filled = await openAndFill(world, peer, person);
          if (filled !== null) await confirm(world, peer, filled, 'first-call');
        });
        await world.quiet(name === 'ours' ? 3_800 : 300);
        if (turn === 0) early.add(name, usedBy(peer.pid).residentMiB);
      }
      late.add(name, usedBy(peer.pid).residentMiB);
      await peer.stop();
    }
    const head = (deliveries: number) => ({
      measure: memory.name,
      what: `after ${deliveries} deliveries`,
      unit: 'MiB',
    });
    return [figure(head(perTurn * 2), early), figure(head(perTurn * 2 * turns), late)];
  },
};
