import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { copyStore as copyBetween } from '../../../src/storage/copy/copy-store.ts';
import { openForCopying } from '../../../src/storage/copy/open-for-copying.ts';
import { type Figure, figure, type Judged, Rounds } from '../../figures.ts';
import { atRate } from '../../load/at-rate.ts';
import { deliver } from '../../load/post.ts';
import type { Postgres } from '../../machine/postgres.ts';
import type { Peer } from '../../peers/start-peer.ts';
import type { Stage } from '../../stage.ts';
import { quantile, spreadOf } from '../../stats.ts';
import { GrowingStore } from '../../stores/grow-store.ts';
import { copyStore, makeTemplates, type Templates } from '../../stores/template.ts';
import { groupIdOf, workspaceId } from '../../world/names.ts';
import type { World } from '../../world/world.ts';
import { atMostEach, postgres, sqlite } from './judge-both.ts';

const people = 100;
const perSecond = 50;
const readyWithin = { sqlite: 2_000, postgres: 2_000 };
const flatWithin = 1.1;

interface Loaded {
  readonly peer: Peer;
  readonly isLoaded: boolean;
}

/** What many requests that are still open cost a start, and those who come meanwhile. */
export async function openRequests(stage: Stage, server: Postgres | null): Promise<Figure[]> {
  const open = stage.effort.isShort ? 200 : 10_000;
  const world = await stage.world({ people });
  const templates = await makeTemplates(world);
  try {
    const all: Loaded[] = [];
    for (const isLoaded of [false, true]) {
      all.push({ isLoaded, peer: await onSqlite(stage, world, templates, isLoaded ? open : 0) });
      if (server !== null)
        all.push({ isLoaded, peer: await onPostgres(stage, world, templates, isLoaded ? open : 0, server) });
    }
    const p50 = { empty: new Rounds(), loaded: new Rounds() };
    await stage.interleaved(all, async ({ peer, isLoaded }) => {
      const acked = await atRate(stage.count(100), perSecond, (index) => command(world, peer, index));
      p50[isLoaded ? 'loaded' : 'empty'].add(peer.name, quantile(acked, 0.5));
      await world.quiet(500);
    });
    return figuresOf(all, p50, `${open.toLocaleString('en')} open requests`);
  } finally {
    await rm(templates.directory, { recursive: true, force: true });
  }
}

async function command(world: World, peer: Peer, index: number): Promise<number> {
  const person = index % people;
  const minted = await world.mint({ kind: 'command', person, text: groupIdOf(person) });
  const { status, ackMs } = await deliver(peer.url, minted);
  return status === 200 ? ackMs : Number.POSITIVE_INFINITY;
}

async function grown(templates: Templates, open: number, directory: string): Promise<string> {
  const path = await copyStore(open === 0 ? templates.ended : templates.open, directory);
  const store = new GrowingStore(path);
  // A hundred in our own workspace, the others in others'.
  if (open > 0) store.addRequests(open, [workspaceId, ...store.addWorkspaces(Math.max(0, open / 100 - 1))]);
  store.close();
  return path;
}

function onSqlite(stage: Stage, world: World, templates: Templates, open: number): Promise<Peer> {
  return stage.peer('ours', world, {
    prepare: async (directory) => void (await grown(templates, open, directory)),
  });
}

/** The same store, moved over as `npm run store -- copy` does it. */
async function onPostgres(
  stage: Stage,
  world: World,
  templates: Templates,
  open: number,
  server: Postgres,
): Promise<Peer> {
  const url = server.newStoreUrl();
  await grown(templates, open, templates.directory);
  const from = await openForCopying(`sqlite:${join(templates.directory, 'store.db')}`, 'source', ulid);
  const to = await openForCopying(url, 'target', ulid);
  await copyBetween(from, to, () => undefined);
  await Promise.all([from.close(), to.close()]);
  await rm(join(templates.directory, 'store.db'));
  return stage.peer('ours-postgres', world, { environment: { STORE_URL: url } });
}

function figuresOf(
  all: readonly Loaded[],
  p50: { readonly empty: Rounds; readonly loaded: Rounds },
  what: string,
): Figure[] {
  const ready = { empty: new Rounds(), loaded: new Rounds() };
  for (const { peer, isLoaded } of all) ready[isLoaded ? 'loaded' : 'empty'].add(peer.name, peer.readyMs);
  const head = (of: string) => ({ measure: 'stores', what: of, unit: 'ms' });
  return [
    figure(head('spawn → ready, none open'), ready.empty),
    figure(head(`spawn → ready, ${what}`), ready.loaded, atMostEach(ready.loaded, readyWithin, 'ms')),
    figure(head(`ack of a command at ${perSecond}/s, p50, none open`), p50.empty),
    figure(head(`ack of a command at ${perSecond}/s, p50, ${what}`), p50.loaded, flat(p50)),
  ];
}

function flat({ empty, loaded }: { readonly empty: Rounds; readonly loaded: Rounds }): Judged {
  const ratios = [sqlite, postgres].flatMap((name) => {
    const before = empty.of(name);
    return spreadOf(loaded.of(name).map((value, round) => value / (before[round] ?? Number.NaN))) ?? [];
  });
  return {
    wanted: `≤ ${flatWithin} × none open`,
    reached: ratios
      .map(({ median, low, high }) => `${median.toFixed(2)} × [${low.toFixed(2)}–${high.toFixed(2)}]`)
      .join(' and '),
    isMet: ratios.every(({ median }) => median <= flatWithin),
  };
}
