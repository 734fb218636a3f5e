import { atMost, atMostTimes, type Figure, figure, Rounds } from '../figures.ts';
import { confirm, openAndFill } from '../load/flow.ts';
import { wholePeers } from '../peers/peers.ts';
import type { Peer } from '../peers/start-peer.ts';
import type { Measure, Stage } from '../stage.ts';
import { quantile, spreadOf } from '../stats.ts';
import type { World } from '../world/world.ts';

const slackMs = 100;
const wasendMs = 300;
/** Beside the round trips: what the app itself and two processes need on a calm machine. */
const ownMs = 60;

/** One person after another: from the command to the confirmed end, near and with slow neighbours. */
export const wayOfALeave: Measure = {
  name: 'way of a leave',
  run: async (stage) => [...(await walk(stage, false)), ...(await walk(stage, true))],
};

const stops = ['open', 'filled', 'ack', 'call', 'card', 'answer', 'confirmed'] as const;
type Times = Record<(typeof stops)[number], number>;

async function walk(stage: Stage, isFar: boolean): Promise<Figure[]> {
  const count = stage.count(isFar ? 4 : 6, 1);
  const world = await stage.world({ people: count + 1 });
  const peers = await stage.peers(wholePeers, world, { isFar });
  const cold = new Rounds();
  for (const peer of peers)
    cold.add(peer.name, (await openAndFill(world, peer, 0))?.toFilledMs ?? Number.NaN);
  const of = Object.fromEntries(stops.map((stop) => [stop, new Rounds()])) as Record<keyof Times, Rounds>;
  await stage.interleaved(peers, async (peer) => {
    const walked: Times[] = [];
    for (let person = 1; person <= count; person += 1) {
      const times = await walkOnce(world, peer, person, person === count);
      if (times !== null) walked.push(times);
    }
    for (const stop of stops) {
      const known = walked.map((times) => times[stop]).filter((ms) => !Number.isNaN(ms));
      if (known.length > 0) of[stop].add(peer.name, quantile(known, 0.5));
    }
    await world.quiet(peer.name === 'ours' ? 3_600 : 500);
  });
  return figuresOf(of, cold, isFar);
}

/** The last of a round is followed to its confirmation; the others only to the answer. */
async function walkOnce(world: World, peer: Peer, person: number, isLast: boolean): Promise<Times | null> {
  const filled = await openAndFill(world, peer, person);
  if (filled === null) return null;
  const isFollowed = isLast && peer.name === 'ours';
  const left = await confirm(world, peer, filled, isFollowed ? 'confirmed' : 'answer');
  return {
    open: filled.toOpenMs,
    filled: filled.toFilledMs,
    ack: left.ack.ackMs,
    call: left.toFirstCallMs,
    card: left.toCardMs,
    answer: left.toAnswerMs,
    confirmed: left.toConfirmedMs,
  };
}

function figuresOf(of: Readonly<Record<keyof Times, Rounds>>, cold: Rounds, isFar: boolean): Figure[] {
  const where = isFar ? `, Slack ${slackMs} ms and Wasend ${wasendMs} ms away` : '';
  const head = (what: string) => ({ measure: wayOfALeave.name, what: `${what}${where}`, unit: 'ms' });
  const within = (rounds: Rounds, ms: number) =>
    isFar ? atMost(spreadOf(rounds.of('ours')), ms + ownMs, 'ms') : undefined;
  return [
    figure(head('command → views.open'), of.open, atMostTimes(of.open, 'tutorial', 1)),
    figure(head('command → filled, cold'), cold, within(cold, 3 * wasendMs)),
    figure(head('command → filled, warm'), of.filled, within(of.filled, wasendMs)),
    figure(head('submission → ack'), of.ack, within(of.ack, slackMs)),
    figure(head('submission → first Wasend call'), of.call),
    figure(head('submission → card posted'), of.card),
    figure(head('submission → answer on the card'), of.answer),
    figure(head('submission → confirmed on the card'), of.confirmed),
  ];
}
