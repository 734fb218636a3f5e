import type { Bench } from '../../bench.ts';
import { stories } from '../../stories/stories.ts';
import type { ActResult, ShownPlay, Snapshot } from '../protocol.ts';
import { type Chatter, createChatter } from '../shown/chatter.ts';
import { createTabs, type Tabs } from '../shown/tabs.ts';
import { takeSnapshot } from '../shown/take-snapshot.ts';
import { Act } from './acts.ts';
import { type BenchOptions, createBenches } from './benches.ts';
import { announce, playInFront } from './play-in-front.ts';
import type { Player } from './player.ts';
import { isKnob, turnKnob } from './turn-knob.ts';
import { isOfSlack, useSlack } from './use-slack.ts';

/** The stand-ins and the app as the page sees them; started anew whenever somebody wants to begin again. */
export interface SandboxRun {
  /** The bench of this run; null while it is started anew. */
  readonly bench: Bench | null;
  snapshot(): Snapshot;
  /** Does one thing a person did in a tab of the page. Never rejects: what cannot be done is said in the result. */
  take(sent: unknown): Promise<ActResult>;
  /** A tab was closed: what it had open in Slack closes with it. */
  tabClosed(tab: string): void;
  stop(): Promise<void>;
}

type Of<Do extends Act['do']> = Extract<Act, { do: Do }>;

/** Acts about the run itself. */
type RunAct = Of<(typeof ofRun)[number]>;
const ofRun = ['start-over', 'play', 'pace', 'close-play', 'deliver-twice'] as const;
const isOfRun = (act: Act): act is RunAct => ofRun.some((name) => name === act.do);

/** What lives as long as one run. */
interface World {
  readonly bench: Bench;
  readonly chatter: Chatter;
  readonly tabs: Tabs;
}

/** Starts the first run. Throws with the app's log when it does not get ready. */
export async function startSandboxRun(options: BenchOptions): Promise<SandboxRun> {
  const benches = createBenches(options);
  const begin = async (): Promise<World> => ({
    bench: await benches.next(),
    chatter: createChatter(Date.now),
    tabs: createTabs(),
  });
  let world: World | null = await begin();
  let run = 1;
  let play: ShownPlay | null = null;
  let player: Player | null = null;
  let isNextTwice = false;
  let starting: Promise<void> = Promise.resolve();

  const startOver = (next: ShownPlay | null): Promise<void> => {
    // A start that failed must not keep the next one from being tried.
    const before = starting.catch(() => undefined);
    player?.end();
    play = next;
    starting = before.then(async () => {
      if (world !== null) benches.giveBack(world.bench);
      world = null;
      isNextTwice = false;
      world = await begin();
      run += 1;
    });
    return starting;
  };

  const startPlay = async (name: string, isFast: boolean, tab: string): Promise<ActResult> => {
    const story = Object.hasOwn(stories, name) ? stories[name as keyof typeof stories] : undefined;
    if (story === undefined) return { ok: false, why: `There is no story “${name}”.` };
    const announced = await announce({ name, story, isFast, tab });
    await startOver(announced);
    if (world === null || play !== announced) return { ok: true };
    const ofThisRun = run;
    player = playInFront(world.bench, { name, story, isFast, tab, announced }, (next) => {
      if (next.userId !== null && world !== null && run === ofThisRun) world.tabs.acts(next.userId, tab);
      if (run === ofThisRun) play = next;
    });
    return { ok: true };
  };

  const steers: { readonly [Do in RunAct['do']]: (act: Of<Do>) => Promise<ActResult> | ActResult } = {
    'start-over': () => startOver(null).then(() => done),
    play: ({ story, isFast, from }) => startPlay(story, isFast, from),
    pace: ({ to }) => {
      player?.[to]();
      return done;
    },
    'close-play': () => {
      player?.end();
      play = null;
      return done;
    },
    'deliver-twice': () => {
      isNextTwice = true;
      return done;
    },
  };
  const steer = (act: RunAct) => (steers[act.do] as (act: RunAct) => Promise<ActResult> | ActResult)(act);

  const doAct = async (act: Act): Promise<ActResult> => {
    if (isOfRun(act)) return steer(act);
    if (world === null) return { ok: false, why: 'The sandbox is being started anew.' };
    const { bench, chatter, tabs } = world;
    if (act.do === 'members') {
      const members = bench.wasend.world.members(act.groupId);
      return { ok: true, members: members.slice(0, mostShownMembers) };
    }
    if (isKnob(act)) {
      turnKnob(bench, act);
      return done;
    }
    if (!isOfSlack(act)) return { ok: false, why: 'The sandbox does not know how to do this.' };
    tabs.acts(act.user, act.from);
    const isOnce = act.do !== 'submit' && act.do !== 'press';
    const times = isNextTwice && !isOnce ? 2 : 1;
    if (!isOnce) isNextTwice = false;
    return useSlack({ slack: bench.slack, chatter }, act, times);
  };

  return {
    get bench() {
      return world?.bench ?? null;
    },
    snapshot: () => takeSnapshot({ world, run, play }),
    async take(sent) {
      const act = Act.safeParse(sent);
      if (!act.success) return { ok: false, why: 'The page sent what the sandbox does not know.' };
      return doAct(act.data).catch((error: unknown) => ({
        ok: false,
        why: error instanceof Error ? error.message : String(error),
      }));
    },
    tabClosed(tab) {
      if (world === null) return;
      const { bench, tabs } = world;
      const everyone = bench.slack.world.workspaces.flatMap(({ users }) => [...users.keys()]);
      for (const user of everyone)
        for (const { id } of tabs.viewsIn(tab, bench.slack.world.viewsOf(user)).toReversed())
          bench.slack.closeView({ user, viewId: id }).catch(() => undefined);
    },
    async stop() {
      player?.end();
      await starting.catch(() => undefined);
      if (world !== null) benches.giveBack(world.bench);
      world = null;
      await benches.stop();
    },
  };
}

const mostShownMembers = 100;
const done = { ok: true } as const;
