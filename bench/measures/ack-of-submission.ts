import { atMostTimes, type Figure, figure, Rounds } from '../figures.ts';
import { asFastAs, atRate } from '../load/at-rate.ts';
import { type Filled, openAndFill } from '../load/flow.ts';
import { type Acked, deliver } from '../load/post.ts';
import { type PeerName, peerNames, wholePeers } from '../peers/peers.ts';
import type { Peer } from '../peers/start-peer.ts';
import type { Measure, Stage } from '../stage.ts';
import { quantile } from '../stats.ts';
import type { Minted } from '../world/protocol.ts';
import type { World } from '../world/world.ts';

const people = 200;
const rates = [50, 100, 200] as const;
const fillAtOnce = 8;
const atOnce = 32;
const quietMs = 200;

/** How long a confirmation waits for its answer. Peers without modals are sent the very payloads that ours was sent. */
export const ackOfSubmission: Measure = {
  name: 'ack of a submission',
  async run(stage) {
    const world = await stage.world({ people });
    const peers = await stage.peers(peerNames, world);
    const used = rates.filter((rate) => !stage.effort.isShort || rate === 50);
    const ofOurs: Minted[] = [];
    const figures: Figure[] = [];
    const means = { stage, world, peers, ofOurs };
    for (const rate of used) figures.push(...(await atSteadyRate(means, rate)));
    return stage.effort.isShort ? figures : [...figures, await atSaturation(means)];
  },
};

const isWhole = (name: PeerName): boolean => wholePeers.some((one) => one === name);

interface Means {
  readonly stage: Stage;
  readonly world: World;
  readonly peers: readonly Peer[];
  /** The payloads that were made for ours, for the peers that open no modal. */
  readonly ofOurs: Minted[];
}

async function atSteadyRate(means: Means, rate: number): Promise<Figure[]> {
  const { stage, world, peers } = means;
  const p50 = new Rounds();
  const p99 = new Rounds();
  const pooled = new Map<PeerName, number[]>();
  const count = Math.min(people, stage.count(rate * 2, 16));
  const ours = peers.find(({ name }) => name === 'ours');
  if (means.ofOurs.length === 0 && ours !== undefined) await warmUp(means, ours);
  await stage.interleaved(peers, async (peer) => {
    const prepared = isWhole(peer.name) ? await prepare(means, peer, count) : [...means.ofOurs];
    const acked: Acked[] = await atRate(
      Math.min(count, isWhole(peer.name) ? prepared.length : count),
      rate,
      (index) => {
        const minted = prepared[index % prepared.length];
        if (minted === undefined) throw new Error('Nothing was minted');
        return deliver(peer.url, minted);
      },
    );
    const times = acked.map(({ ackMs, status }) => (status === 200 ? ackMs : Number.POSITIVE_INFINITY));
    p50.add(peer.name, quantile(times, 0.5));
    p99.add(peer.name, quantile(times, 0.99));
    pooled.set(peer.name, [...(pooled.get(peer.name) ?? []), ...times]);
    // Looks come three seconds after the answer, and must not fall into somebody else's turn.
    await world.quiet(peer.name === 'ours' ? 3_600 : quietMs);
  });
  const p999 = new Rounds();
  for (const [peer, times] of pooled) p999.add(peer, quantile(times, 0.999));
  const head = (what: string) => ({
    measure: ackOfSubmission.name,
    what: `${what} at ${rate}/s`,
    unit: 'ms',
  });
  const isWanted = rate <= 100;
  return [
    figure(head('p50'), p50, isWanted ? atMostTimes(p50, 'bolt-append', 1.5) : undefined),
    figure(head('p99'), p99, isWanted ? atMostTimes(p99, 'bolt-append', 2) : undefined),
    figure(head('p99.9 of all rounds'), p999),
  ];
}

async function atSaturation(means: Means): Promise<Figure> {
  const { stage, world, peers, ofOurs } = means;
  const perSecond = new Rounds();
  await stage.interleaved(peers, async (peer) => {
    const prepared = isWhole(peer.name) ? await prepare(means, peer, people) : ofOurs;
    const { tookMs } = await asFastAs(prepared.length, atOnce, async (index) => {
      const minted = prepared[index];
      return minted === undefined ? null : deliver(peer.url, minted);
    });
    perSecond.add(peer.name, (prepared.length * 1000) / tookMs);
    await world.quiet(peer.name === 'ours' ? 3_600 : quietMs);
  });
  return figure(
    { measure: ackOfSubmission.name, what: `saturation, ${atOnce} at once`, unit: '/s' },
    perSecond,
  );
}

async function warmUp(means: Means, ours: Peer): Promise<void> {
  const minted = await prepare(means, ours, means.stage.count(40, 8));
  for (const one of minted) await deliver(ours.url, one);
  await means.world.quiet(quietMs);
}

/** Modals that are filled, as payloads that send them. */
async function prepare({ world, ofOurs }: Means, peer: Peer, count: number): Promise<Minted[]> {
  const { results } = await asFastAs(count, fillAtOnce, (person) => openAndFill(world, peer, person));
  const filled = results.filter((one): one is Filled => one !== null);
  const minted = await Promise.all(
    filled.map(({ person, viewId }) => world.mint({ kind: 'submission', person, viewId })),
  );
  if (peer.name === 'ours' && ofOurs.length === 0) ofOurs.push(...minted);
  return minted;
}
