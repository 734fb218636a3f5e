import type { Clock } from '../clock.ts';
import { NewerEntry } from '../errors.ts';
import type { LaneId } from '../leaving/ids.ts';
import type { Due, Failing, Wakes } from '../leaving/ports/wakes.ts';

/** Takes one piece of due work; answers when to come again (epoch milliseconds), or null where nothing but the record says it. */
type Work<Kind extends Due['kind']> = (due: Extract<Due, { kind: Kind }>) => Promise<number | null>;

export interface WorkerOptions<Kind extends Due['kind']> {
  readonly kind: Kind;
  readonly wakes: Wakes;
  readonly clock: Clock;
  /** Waited for before each piece of work, so that others go first; left out, each begins as soon as it is due. */
  readonly whenFree?: () => Promise<void>;
  readonly work: Work<Kind>;
  /** Told whatever the work throws, and how often it has failed in a row. True ends the trying: the work is given up. */
  readonly failed: (due: Extract<Due, { kind: Kind }>, error: unknown, failing: Failing) => Promise<void>;
  /** The store itself could not be asked; it is asked again. */
  readonly storeFailed: (error: unknown) => void;
}

export interface Worker {
  /** Begins nothing more and waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

/** At the same time, in one lane: a lane whose calls hang holds up nobody else's. */
const mostOfLane = 16;
/** At the same time, in all. */
const mostOfAll = 256;
/** What only a newer version can do is looked at again after this: it may have done it. */
const passedOverMs = 60_000;
const batch = 64;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Does what is due, when it is due: never the same thing twice at a time, and whatever fails again with growing pauses. */
export function startWorker<Kind extends Due['kind']>(options: WorkerOptions<Kind>): Worker {
  const { kind, wakes, clock, whenFree = async () => undefined } = options;
  const underWay = new Map<string, { readonly done: Promise<void>; readonly lane: LaneId | null }>();
  /** Until when (epoch milliseconds) what only a newer version can do is left to it. */
  const passedOver = new Map<string, number>();
  let cancelTimer = (): void => {};
  let isClosed = false;
  let isTurning = false;
  let isAskedAgain = false;

  const lanesFull = (): LaneId[] => {
    const counts = new Map<LaneId, number>();
    for (const { lane } of underWay.values())
      if (lane !== null) counts.set(lane, (counts.get(lane) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= mostOfLane).map(([lane]) => lane);
  };

  const begin = (due: Due): void => {
    const one = due as Extract<Due, { kind: Kind }>;
    const id = idOf(due);
    const passOver = (): void => void passedOver.set(id, clock.now() + passedOverMs);
    const done = whenFree()
      // A stop does not wait for what has not begun: it is due again at the next start.
      .then(() => (isClosed ? undefined : take(one, options, passOver)))
      .catch(options.storeFailed)
      .finally(() => {
        underWay.delete(id);
        turn();
      });
    underWay.set(id, { done, lane: due.kind === 'step' ? due.lane : null });
  };

  /** Begins one batch. False where nothing more is to begin: there is no room, or this is closing. */
  const beginBatch = async (now: number, limit: number): Promise<boolean> => {
    for (const [id, until] of passedOver) if (until <= now) passedOver.delete(id);
    const found = await wakes.due(kind, now, {
      limit,
      lanesFull: lanesFull(),
      underWay: [...underWay.keys(), ...passedOver.keys()],
    });
    if (isClosed) return false;
    for (const due of found) if (due.kind !== 'step' || !lanesFull().includes(due.lane)) begin(due);
    return found.length === limit;
  };

  const beginDue = async (): Promise<void> => {
    cancelTimer();
    let now: number;
    let isMore: boolean;
    do {
      const limit = Math.min(batch, mostOfAll - underWay.size);
      // What ends makes room, and asks for another look.
      if (isClosed || limit <= 0) return;
      now = clock.now();
      isMore = await beginBatch(now, limit);
    } while (isMore);
    // What is due already is under way, or begins when something else ends.
    const at = await wakes.nextAt(kind, now);
    if (at !== null && !isClosed) cancelTimer = clock.after(Math.max(1, at - clock.now()), turn);
  };

  /** One look at a time for what is due; what changes meanwhile asks for one more. */
  const turn = (): void => {
    if (isClosed) return;
    isAskedAgain = true;
    if (isTurning) return;
    isTurning = true;
    void (async () => {
      while (isAskedAgain && !isClosed) {
        isAskedAgain = false;
        try {
          await beginDue();
        } catch (error) {
          options.storeFailed(error);
          cancelTimer = clock.after(firstPauseMs, turn);
        }
      }
      isTurning = false;
    })();
  };

  const stopListening = wakes.onChange(turn);
  turn();
  return {
    async close() {
      isClosed = true;
      stopListening();
      cancelTimer();
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}

function idOf(due: Due): string {
  return due.kind === 'tell-note' ? due.noteId : due.requestId;
}

async function take<Kind extends Due['kind']>(
  due: Extract<Due, { kind: Kind }>,
  { wakes, clock, work, failed }: WorkerOptions<Kind>,
  passOver: () => void,
): Promise<void> {
  try {
    await wakes.done(due, await work(due));
  } catch (error) {
    if (error instanceof NewerEntry && (await wakes.passOver(due))) return passOver();
    await failed(due, error, await wakes.failed(due, clock.now(), pauseMs));
  }
}

/** 1 s, doubling, at most a minute. */
function pauseMs(tries: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(10, tries - 1));
}
