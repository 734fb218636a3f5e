import { setTimeout as pause } from 'node:timers/promises';
import { atMostTimes, figure, Rounds } from '../figures.ts';
import { usedBy } from '../machine/machine.ts';
import { peerNames } from '../peers/peers.ts';
import { startPeer } from '../peers/start-peer.ts';
import type { Measure } from '../stage.ts';

const settleMs = 700;

/** From spawn to ready, as a supervisor sees it, and what an idle process holds. */
export const start: Measure = {
  name: 'start',
  async run(stage) {
    const world = await stage.world({ people: 1 });
    const { slackApiUrl, wasendUrl } = world.places;
    const ready = new Rounds();
    const cpuMs = new Rounds();
    const resident = new Rounds();
    // Whatever is read or compiled for the first time is not what a start takes.
    for (const name of stage.effort.isShort ? [] : peerNames)
      await (await startPeer(name, { slackApiUrl, wasendUrl })).stop();
    await stage.interleaved(peerNames, async (name) => {
      const peer = await startPeer(name, { slackApiUrl, wasendUrl });
      await pause(settleMs);
      const used = usedBy(peer.pid);
      ready.add(name, peer.readyMs);
      cpuMs.add(name, used.cpuMs);
      resident.add(name, used.residentMiB);
      await peer.stop();
    });
    const head = (what: string, unit: string) => ({ measure: start.name, what, unit });
    return [
      figure(head('spawn → ready', 'ms'), ready, atMostTimes(ready, 'bolt-ack', 1.2)),
      figure(head('processor until idle', 'ms'), cpuMs),
      figure(head('memory, idle', 'MiB'), resident, atMostTimes(resident, 'bolt-ack', 1.2)),
    ];
  },
};
