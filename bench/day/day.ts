import { composeDay, type DayApp, idsOf } from './app.ts';
import { connectAll } from './connect-all.ts';
import { requestIdIn, SlackOutside } from './outside/slack.ts';
import { WasendOutside, wasendUrl } from './outside/wasend.ts';
import { People } from './people/people.ts';
import { planDay } from './people/plan.ts';
import { FollowedRequests } from './seen/followed.ts';
import { countHours, cpuMs, type Hour } from './seen/hours.ts';
import { StoreWatch, watchedStorage } from './seen/watched-storage.ts';
import type { DayStore } from './stores.ts';
import { VirtualClock, withDateOf } from './virtual-clock.ts';

const hourMs = 60 * 60_000;
/** A Tuesday. */
const midnight = Date.UTC(2026, 2, 10);
/** Approvals of the evening end in the next morning; what is open after that hangs. */
const latestHours = 40;

export interface DayOptions {
  readonly workspaces: number;
  /** Most asks of one agency. */
  readonly mostOfAgency: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** Everything that can be said of a day. */
export interface Day {
  readonly options: DayOptions;
  readonly planned: number;
  readonly connectCpuMs: number;
  readonly dayCpuMs: number;
  readonly emptyBytes: number;
  readonly bytes: number;
  readonly residentMiB: number;
  readonly hours: readonly Hour[];
  readonly watch: StoreWatch;
  readonly followed: FollowedRequests;
  readonly people: People;
  readonly wasend: WasendOutside;
  readonly slack: SlackOutside;
  readonly errors: readonly string[];
  readonly endedAt: number;
  readonly verdict: Awaited<ReturnType<DayStore['verify']>>;
}

/** Lets a day of so many workspaces pass, as fast as the work in it. */
export async function liveADay(store: DayStore, options: DayOptions): Promise<Day> {
  const { workspaces, seed, say } = options;
  const clock = new VirtualClock(midnight);
  const giveDateBack = withDateOf(clock);
  try {
    const followed = new FollowedRequests(() => clock.now());
    const watch = new StoreWatch();
    const errors: string[] = [];
    const wasend = new WasendOutside(clock, seed);
    const slack = new SlackOutside(clock, seed, (text) => {
      const requestId = requestIdIn(text);
      if (requestId !== null) followed.onMessage(requestId);
    });
    const storage = watchedStorage(await store.open({ clock, newId: idsOf(clock, seed) }), watch, {
      now: () => clock.now(),
      onRequest: (request) => followed.onRequest(request),
    });
    const app = composeDay({
      clock,
      storage,
      seed,
      exchange: (call) => (call.url.startsWith(wasendUrl) ? wasend : slack).exchange(call),
      onError: (line) => void errors.push(line.trim()),
    });
    const beforeAll = cpuMs();
    await connectAll(app, workspaces, clock.now());
    const connectCpuMs = cpuMs() - beforeAll;
    const emptyBytes = await store.sizeBytes();
    say(`${workspaces} workspaces connected: ${(connectCpuMs / 1_000).toFixed(1)} s of processor`);
    watch.heldMs.clear();
    watch.dueQuestions = 0;
    const people = new People({ app, clock, slack, seed });
    const passed = await pass(app, people, { clock, followed, watch, wasend, errors, options });
    await storage.close();
    const verdict = await store.verify(clock);
    return {
      options,
      connectCpuMs,
      emptyBytes,
      bytes: await store.sizeBytes(),
      residentMiB: process.memoryUsage.rss() / 1024 / 1024,
      watch,
      followed,
      people,
      wasend,
      slack,
      errors,
      endedAt: clock.now(),
      verdict,
      ...passed,
    };
  } finally {
    giveDateBack();
  }
}

interface Passing {
  readonly clock: VirtualClock;
  readonly followed: FollowedRequests;
  readonly watch: StoreWatch;
  readonly wasend: WasendOutside;
  readonly errors: string[];
  readonly options: DayOptions;
}

/** From midnight until everything that was asked for is told, and the product has stopped in order. */
async function pass(
  app: DayApp,
  people: People,
  { clock, followed, watch, wasend, errors, options }: Passing,
): Promise<Pick<Day, 'planned' | 'dayCpuMs' | 'hours'>> {
  const { workspaces, seed, mostOfAgency, say } = options;
  const plan = planDay(workspaces, seed, mostOfAgency);
  let isToCome = plan.length;
  for (const planned of plan) {
    clock.after(planned.at, () => {
      isToCome -= 1;
      people.ask(planned).catch((error: unknown) => errors.push(`an ask threw ${String(error)}`));
    });
  }
  const hours: Hour[] = [];
  const hour = countHours({
    watch,
    confirmed: () => people.seen.confirmed,
    leaveCalls: () => wasend.seen.leaveCalls,
    waiting: () => followed.waiting,
  });
  const strike = (): void => {
    const counted = hour(hours.length);
    hours.push(counted);
    say(lineOf(counted));
    clock.after(hourMs, strike);
  };
  clock.after(hourMs, strike);
  const began = cpuMs();
  const working = app.start();
  const isBusy = (): boolean => watch.underWay > 0;
  const isTold = (): boolean => isToCome === 0 && people.undecided === 0 && followed.open === 0;
  await clock.run(() => isTold() || clock.now() - midnight > latestHours * hourMs, isBusy);
  let isStopped = false;
  const stopped = Promise.all([working.closeSteps(), working.closeTellings()]).then(() => {
    isStopped = true;
  });
  await clock.run(() => isStopped, isBusy);
  await stopped;
  return { planned: plan.length, dayCpuMs: cpuMs() - began, hours };
}

function lineOf({ hour, cpuMs: used, dueQuestions, confirmed, leaveCalls, waiting }: Hour): string {
  const cells = [
    `${String(hour).padStart(2, '0')} h UTC`,
    `${String(confirmed).padStart(5)} confirmed`,
    `${String(leaveCalls).padStart(6)} leave calls`,
    `${String(waiting).padStart(5)} waiting at its end`,
    `${String(dueQuestions).padStart(7)} due questions`,
    `${(used / 1_000).toFixed(1).padStart(6)} s processor`,
  ];
  return cells.join('  ');
}
