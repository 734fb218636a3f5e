import { type Bench, startBench } from '../bench.ts';
import { stories } from '../stories/stories.ts';
import { Act } from './acts.ts';
import { playInFront } from './play-in-front.ts';
import type { ActResult, ShownPlay, Snapshot } from './protocol.ts';
import { readEntries } from './read-entries.ts';
import { showSlack } from './show-slack.ts';
import { showWasend } from './show-wasend.ts';
import { isKnob, turnKnob } from './turn-knob.ts';
import { useSlack } from './use-slack.ts';

/** The stand-ins and the app as the page sees them; started anew whenever somebody wants to begin again. */
export interface SandboxRun {
  /** The bench of this run; null while it is started anew. */
  readonly bench: Bench | null;
  snapshot(): Snapshot;
  /** Does one thing a person did on the page. Never rejects: what cannot be done is said in the result. */
  take(sent: unknown): Promise<ActResult>;
  stop(): Promise<void>;
}

const mostLogLines = 60;
const shownStories = Object.entries(stories).map(([name, { title, about }]) => ({ name, title, about }));

/** Starts the first run. Throws with the app's log when it does not get ready. */
export async function startSandboxRun(environment: Readonly<Record<string, string>>): Promise<SandboxRun> {
  let bench: Bench | null = await startBench(environment);
  let run = 1;
  let play: ShownPlay | null = null;
  let isNextTwice = false;
  let starting: Promise<void> = Promise.resolve();

  const startOver = (): Promise<void> => {
    // A start that failed must not keep the next one from being tried.
    const before = starting.catch(() => undefined);
    starting = before.then(async () => {
      const old = bench;
      bench = null;
      play = null;
      isNextTwice = false;
      await old?.stop();
      bench = await startBench(environment);
      run += 1;
    });
    return starting;
  };

  const startPlay = async (name: string, isFast: boolean): Promise<ActResult> => {
    const story = Object.hasOwn(stories, name) ? stories[name as keyof typeof stories] : undefined;
    if (story === undefined) return { ok: false, why: `There is no story “${name}”.` };
    await startOver();
    const [ofRun, on] = [run, bench];
    if (on === null) return { ok: false, why: 'The sandbox is being started anew.' };
    void playInFront(on, { name, story, isFast }, (next) => {
      if (run === ofRun) play = next;
    });
    return { ok: true };
  };

  const doAct = async (act: Act): Promise<ActResult> => {
    if (act.do === 'start-over') {
      await startOver();
      return { ok: true };
    }
    if (act.do === 'play') return startPlay(act.story, act.isFast);
    if (bench === null) return { ok: false, why: 'The sandbox is being started anew.' };
    if (act.do === 'deliver-twice') {
      isNextTwice = true;
      return { ok: true };
    }
    if (isKnob(act)) {
      turnKnob(bench, act);
      return { ok: true };
    }
    const isOnce = act.do !== 'submit' && act.do !== 'press';
    const times = isNextTwice && !isOnce ? 2 : 1;
    if (!isOnce) isNextTwice = false;
    return useSlack(bench, act, times);
  };

  return {
    get bench() {
      return bench;
    },
    snapshot: () => takeSnapshot(bench, run, play),
    async take(sent) {
      const act = Act.safeParse(sent);
      if (!act.success) return { ok: false, why: 'The page sent what the sandbox does not know.' };
      return doAct(act.data).catch((error: unknown) => ({
        ok: false,
        why: error instanceof Error ? error.message : String(error),
      }));
    },
    async stop() {
      await starting.catch(() => undefined);
      await bench?.stop();
      bench = null;
    },
  };
}

function takeSnapshot(bench: Bench | null, run: number, play: ShownPlay | null): Snapshot {
  const now = Date.now();
  const empty = {
    workspaces: [],
    wasend: { sessions: [], calls: [], lanes: [] },
    ledger: [],
    problems: [],
    log: [],
  };
  const frame = { run, now, stories: shownStories, play };
  if (bench === null) return { ...frame, ...empty, isStarting: true };
  const { slack, wasend, app } = bench;
  return {
    ...frame,
    isStarting: false,
    workspaces: showSlack(slack),
    wasend: showWasend(wasend, now),
    ledger: readEntries(app.storePath),
    problems: [
      ...slack.problems.map(({ method, message }) => `Slack would object to ${method}: ${message}`),
      ...wasend.problems.map(({ path, message }) => `Wasend: ${path}: ${message}`),
    ],
    log: app.log.slice(-mostLogLines),
  };
}
