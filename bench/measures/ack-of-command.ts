import { atMost, atMostTimes, type Figure, figure, Rounds } from '../figures.ts';
import { asFastAs, atRate } from '../load/at-rate.ts';
import { type Acked, deliver } from '../load/post.ts';
import { type PeerName, peerNames } from '../peers/peers.ts';
import type { Peer } from '../peers/start-peer.ts';
import type { Measure, Stage } from '../stage.ts';
import { quantile, spreadOf } from '../stats.ts';
import { groupIdOf } from '../world/names.ts';
import type { World } from '../world/world.ts';

const people = 400;
const rates = [50, 100, 200] as const;
const steadySeconds = 2;
const atOnce = 32;
const quietMs = 200;

/** How long a command waits for its 200, at steady rates, at saturation, and in a burst. */
export const ackOfCommand: Measure = {
  name: 'ack of a command',
  async run(stage) {
    const world = await stage.world({ people });
    const peers = await stage.peers(peerNames, world);
    for (const peer of peers) await atRate(stage.count(60), 60, (index) => command(world, peer, index));
    const figures: Figure[] = [];
    for (const rate of stage.effort.isShort ? [100] : rates)
      figures.push(...(await atSteadyRate(stage, world, peers, rate)));
    return [...figures, ...(await atSaturation(stage, world, peers)), await inABurst(stage, world, peers)];
  },
};

async function command(world: World, peer: Peer, index: number): Promise<Acked> {
  const person = index % people;
  const minted = await world.mint({ kind: 'command', person, text: groupIdOf(person) });
  return deliver(peer.url, minted);
}

async function atSteadyRate(stage: Stage, world: World, peers: Peer[], rate: number): Promise<Figure[]> {
  const p50 = new Rounds();
  const p99 = new Rounds();
  const pooled = new Map<PeerName, number[]>();
  await stage.interleaved(peers, async (peer) => {
    const acked = await atRate(stage.count(rate * steadySeconds, 20), rate, (index) =>
      command(world, peer, index),
    );
    const times = acked.map(({ ackMs, status }) => (status === 200 ? ackMs : Number.POSITIVE_INFINITY));
    p50.add(peer.name, quantile(times, 0.5));
    p99.add(peer.name, quantile(times, 0.99));
    pooled.set(peer.name, [...(pooled.get(peer.name) ?? []), ...times]);
    await world.quiet(quietMs);
  });
  const p999 = new Rounds();
  for (const [peer, times] of pooled) p999.add(peer, quantile(times, 0.999));
  const head = (what: string) => ({ measure: ackOfCommand.name, what: `${what} at ${rate}/s`, unit: 'ms' });
  return [
    figure(head('p50'), p50, atMostTimes(p50, 'bolt-ack', 1.1)),
    figure(head('p99'), p99, atMostTimes(p99, 'bolt-ack', 1.5)),
    figure(head('p99.9 of all rounds'), p999),
  ];
}

async function atSaturation(stage: Stage, world: World, peers: Peer[]): Promise<Figure[]> {
  const perSecond = new Rounds();
  const p99 = new Rounds();
  await stage.interleaved(peers, async (peer) => {
    const count = stage.count(600, 40);
    // Minted beforehand, so that the stand-in's own pace is not what is measured; triggers live three seconds.
    const minted = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        world.mint({ kind: 'command', person: index % people, text: groupIdOf(index % people) }),
      ),
    );
    const { results, tookMs } = await asFastAs(count, atOnce, (index) => {
      const one = minted[index];
      if (one === undefined) throw new Error('Nothing was minted');
      return deliver(peer.url, one);
    });
    perSecond.add(peer.name, (count * 1000) / tookMs);
    p99.add(
      peer.name,
      quantile(
        results.map(({ ackMs }) => ackMs),
        0.99,
      ),
    );
    await world.quiet(quietMs);
  });
  const head = (what: string, unit: string) => ({ measure: ackOfCommand.name, what, unit });
  return [
    figure(head(`saturation, ${atOnce} at once`, '/s'), perSecond),
    figure(head(`p99, ${atOnce} at once`, 'ms'), p99),
  ];
}

async function inABurst(stage: Stage, world: World, peers: Peer[]): Promise<Figure> {
  const worst = new Rounds();
  const whole = peers.filter(({ name }) => name === 'tutorial' || name === 'ours');
  await stage.interleaved(whole, async (peer) => {
    const acked = await atRate(stage.count(500, 50), 250, (index) => command(world, peer, index));
    worst.add(peer.name, Math.max(...acked.map(({ ackMs }) => ackMs)));
    await world.quiet(quietMs);
  });
  const head = { measure: ackOfCommand.name, what: 'worst of 500 in 2 s', unit: 'ms' };
  return figure(head, worst, atMost(spreadOf(worst.of('ours')), 1_000, 'ms'));
}
