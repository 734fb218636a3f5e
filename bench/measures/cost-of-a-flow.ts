import { atLeastTimes, atMost, atMostTimes, type Figure, figure, Rounds } from '../figures.ts';
import { asFastAs } from '../load/at-rate.ts';
import { confirm, openAndFill, type Until } from '../load/flow.ts';
import { countSyncs } from '../machine/count-syncs.ts';
import { usedBy } from '../machine/machine.ts';
import { wholePeers } from '../peers/peers.ts';
import type { Peer } from '../peers/start-peer.ts';
import type { Measure, Stage } from '../stage.ts';
import { spreadOf } from '../stats.ts';
import { auditChannel } from '../world/names.ts';
import type { World } from '../world/world.ts';

const people = 160;
const atOnce = 12;
/** Ours looks three seconds after the answer; a request that ended in between has nothing to do any more. */
const oursIsOverMs = 3_800;
const overMs = (peer: Peer): number => (peer.name === 'ours' ? oursIsOverMs : 300);

/** What a whole flow costs, from the command to the closed request: time of the processor, writes, and how many fit in a second. */
export const costOfAFlow: Measure = {
  name: 'cost of a flow',
  async run(stage) {
    const world = await stage.world({ people });
    const peers = await stage.peers(wholePeers, world);
    for (const peer of stage.effort.isShort ? [] : peers) {
      await flows(world, peer, stage.count(40, 6), atOnce, 'first-call');
      await world.quiet(overMs(peer));
    }
    // One line a second is all that Slack takes in one channel: at saturation nobody could post to an audit channel.
    const audited = await stage.peers(wholePeers, world, { environment: { AUDIT_CHANNEL: auditChannel } });
    return [...(await atSaturation(stage, world, peers)), ...(await oneAtATime(stage, world, audited))];
  },
};

async function flows(world: World, peer: Peer, count: number, most: number, until: Until) {
  return asFastAs(count, most, async (person) => {
    const filled = await openAndFill(world, peer, person);
    if (filled === null) return false;
    const left = await confirm(world, peer, filled, until);
    return !Number.isNaN(left.toFirstCallMs);
  });
}

async function atSaturation(stage: Stage, world: World, peers: readonly Peer[]): Promise<Figure[]> {
  const perSecond = new Rounds();
  const cpuMs = new Rounds();
  await stage.interleaved(peers, async (peer) => {
    const count = Math.min(people, stage.count(150, 8));
    const before = usedBy(peer.pid);
    const { results, tookMs } = await flows(world, peer, count, atOnce, 'first-call');
    await world.quiet(overMs(peer));
    const done = results.filter(Boolean).length;
    perSecond.add(peer.name, (done * 1000) / tookMs);
    cpuMs.add(peer.name, (usedBy(peer.pid).cpuMs - before.cpuMs) / done);
  });
  const head = (what: string, unit: string) => ({ measure: costOfAFlow.name, what, unit });
  return [
    figure(
      head(`flows, ${atOnce} people at once`, '/s'),
      perSecond,
      atLeastTimes(perSecond, 'tutorial', 0.5),
    ),
    figure(head('processor, at saturation', 'ms'), cpuMs, atMostTimes(cpuMs, 'tutorial', 3)),
  ];
}

async function oneAtATime(stage: Stage, world: World, peers: readonly Peer[]): Promise<Figure[]> {
  const cpuMs = new Rounds();
  const writtenKiB = new Rounds();
  const syncs = new Rounds();
  const slackCalls = new Rounds();
  const wasendCalls = new Rounds();
  const writes = new Rounds();
  await stage.interleaved(peers, async (peer) => {
    const count = stage.count(5, 1);
    const before = usedBy(peer.pid);
    const calls = { slack: 0, wasend: 0 };
    const stop = world.watch(({ side }) => {
      calls[side] += 1;
    });
    await flows(world, peer, count, 1, 'answer');
    await world.quiet(overMs(peer));
    stop();
    const after = usedBy(peer.pid);
    slackCalls.add(peer.name, calls.slack / count);
    wasendCalls.add(peer.name, calls.wasend / count);
    cpuMs.add(peer.name, (after.cpuMs - before.cpuMs) / count);
    writtenKiB.add(peer.name, (after.writtenKiB - before.writtenKiB) / count);
    const counting = await countSyncs(peer.pid);
    if (counting === null) return;
    await flows(world, peer, count, 1, 'answer');
    await world.quiet(overMs(peer));
    const counted = await counting.end();
    syncs.add(peer.name, counted.syncs / count);
    writes.add(peer.name, counted.writes / count);
  });
  const head = (what: string, unit: string) => ({ measure: costOfAFlow.name, what, unit });
  return [
    figure(head('processor, one at a time, with audit line', 'ms'), cpuMs, atMostTimes(cpuMs, 'tutorial', 3)),
    figure(head('calls to Slack', ''), slackCalls),
    figure(head('calls to Wasend', ''), wasendCalls),
    figure(head('fsync and fdatasync (strace)', ''), syncs, atMost(spreadOf(syncs.of('ours')), 6, '')),
    figure(head('writes to files (strace)', ''), writes),
    figure(head('written to disk (/proc/PID/io)', 'KiB'), writtenKiB),
  ];
}
