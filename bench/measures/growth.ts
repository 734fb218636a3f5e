import { rm } from 'node:fs/promises';
import { type Figure, figure, Rounds } from '../figures.ts';
import { asFastAs } from '../load/at-rate.ts';
import { confirm, openAndFill } from '../load/flow.ts';
import { usedBy } from '../machine/machine.ts';
import type { Peer } from '../peers/start-peer.ts';
import type { Effort, Measure } from '../stage.ts';
import { quantile, spreadOf } from '../stats.ts';
import { GrowingStore } from '../stores/grow-store.ts';
import { copyStore, makeTemplates, type Templates } from '../stores/template.ts';
import { workspaceId } from '../world/names.ts';
import type { World } from '../world/world.ts';

const people = 24;
/** What may come on top as a store grows. */
const flatWithin = 1.1;

interface Size {
  readonly what: string;
  readonly template: 'ended' | 'open';
  readonly grow: (store: GrowingStore) => void;
}

/** Whether what is stored costs those who do not ask for it: the same few flows on stores of different sizes. */
export const growth: Measure = {
  name: 'growth',
  async run(stage) {
    const world = await stage.world({ people });
    const templates = await makeTemplates(world);
    try {
      const grown: Grown[] = [];
      for (const size of sizesOf(stage.effort)) {
        const prepare = (directory: string) => prepareStore(templates, size, directory);
        grown.push({ size, peer: await stage.peer('ours', world, { prepare }), times: timesOfAStore() });
      }
      for (const { peer } of stage.effort.isShort ? [] : grown) {
        await flows(world, peer, 2);
        await world.quiet(3_600);
      }
      await stage.interleaved(grown, async ({ peer, times }) => {
        const seen = await flows(world, peer, stage.count(12, 2));
        for (const step of steps) times[step].add('ours', quantile(seen[step], 0.5));
        times.resident.add('ours', usedBy(peer.pid).residentMiB);
        await world.quiet(3_600);
      });
      for (const { peer, times } of grown) times.ready.add('ours', peer.readyMs);
      return figuresOf(grown);
    } finally {
      await rm(templates.directory, { recursive: true, force: true });
    }
  },
};

function sizesOf({ isShort, isFull }: Effort): Size[] {
  const count = (full: number): string => full.toLocaleString('en');
  const workspaces = (many: number): Size => ({
    what: `${count(many)} workspaces`,
    template: 'ended',
    grow: (store) => void store.addWorkspaces(many),
  });
  const open = (many: number): Size => ({
    what: `${count(many)} open requests`,
    template: 'open',
    // A hundred in our own workspace, the others in others'.
    grow: (store) => store.addRequests(many, [workspaceId, ...store.addWorkspaces(many / 100 - 1)]),
  });
  const history = (many: number): Size => ({
    what: `${count(many)} events`,
    template: 'ended',
    grow: (store) => store.addRequests(many),
  });
  const empty: Size = { what: 'an empty store', template: 'ended', grow: () => undefined };
  if (isShort) return [empty, history(2_000)];
  const usual = [empty, workspaces(20_000), open(100), open(10_000), history(100_000)];
  return isFull ? [...usual, workspaces(100_000), history(1_000_000)] : usual;
}

async function prepareStore(
  templates: Templates,
  { template, grow }: Size,
  directory: string,
): Promise<void> {
  const store = new GrowingStore(await copyStore(templates[template], directory));
  grow(store);
  store.close();
}

const steps = ['command ack', 'filled modal', 'submission ack', 'first call'] as const;
type Seen = Record<(typeof steps)[number], number[]>;
type Times = Record<(typeof steps)[number] | 'ready' | 'resident', Rounds>;

interface Grown {
  readonly size: Size;
  readonly peer: Peer;
  readonly times: Times;
}

function timesOfAStore(): Times {
  const all = [...steps, 'ready', 'resident'] as const;
  return Object.fromEntries(all.map((name) => [name, new Rounds()])) as Times;
}

async function flows(world: World, peer: Peer, count: number): Promise<Seen> {
  const seen: Seen = { 'command ack': [], 'filled modal': [], 'submission ack': [], 'first call': [] };
  await asFastAs(count, 1, async (person) => {
    const filled = await openAndFill(world, peer, person);
    if (filled === null) return;
    const left = await confirm(world, peer, filled, 'first-call');
    seen['command ack'].push(filled.ack.ackMs);
    seen['filled modal'].push(filled.toFilledMs);
    seen['submission ack'].push(left.ack.ackMs);
    seen['first call'].push(left.toFirstCallMs);
  });
  return seen;
}

function figuresOf(grown: readonly Grown[]): Figure[] {
  const empty = grown[0]?.times;
  const units = { ready: 'ms', resident: 'MiB' } as const;
  return [...steps, 'ready' as const, 'resident' as const].flatMap((name) =>
    grown.map(({ size, times }) => {
      const unit = name in units ? units[name as keyof typeof units] : 'ms';
      const head = { measure: growth.name, what: `${name}, ${size.what}`, unit };
      return figure(
        head,
        times[name],
        empty === undefined || times === empty ? undefined : flat(times[name], empty[name]),
      );
    }),
  );
}

function flat(rounds: Rounds, empty: Rounds) {
  const others = empty.of('ours');
  const ratio = spreadOf(rounds.of('ours').map((value, round) => value / (others[round] ?? Number.NaN)));
  if (ratio === null) return undefined;
  return {
    wanted: `≤ ${flatWithin} × empty`,
    reached: `${ratio.median.toFixed(2)} × [${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}]`,
    isMet: ratio.median <= flatWithin,
  };
}
