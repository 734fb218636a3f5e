import type { Route } from './match-route.ts';

/** Calls kept waiting, until a test lets them go. */
interface Held {
  /** How many are waiting now. */
  waiting(): number;
  /** Resolves as soon as at least `count` are waiting. */
  whenWaiting(count: number): Promise<void>;
  /** Lets everyone through, from now on. Idempotent. */
  release(): void;
}

type HoldAt = 'before-doing' | 'before-answering';

export interface Gate {
  /** From now on calls of the route wait: with the work done and the answer unsent, or before the work. */
  hold(route: Route, at?: HoldAt): Held;
  /** Where calls under the `slow` fault wait, before their work. `release` lets go those who wait at that moment. */
  readonly slow: Held;
}

interface Turnstile extends Held {
  pass(): Promise<void>;
}

export interface GateKeeper {
  readonly gate: Gate;
  pass(route: Route, at: HoldAt): Promise<void>;
  passSlowly(): Promise<void>;
  releaseAll(): void;
}

/** The gate as tests hold it, and the ways through it for calls. Starts open, but for `slow`. */
export function createGate(): GateKeeper {
  const slow = createTurnstile(true);
  let holds: { readonly route: Route; readonly at: HoldAt; readonly turnstile: Turnstile }[] = [];
  return {
    gate: {
      slow,
      hold(route, at = 'before-answering') {
        const turnstile = createTurnstile(false);
        holds.push({ route, at, turnstile });
        return turnstile;
      },
    },
    async pass(route, at) {
      for (const hold of holds) if (hold.route === route && hold.at === at) await hold.turnstile.pass();
    },
    passSlowly: () => slow.pass(),
    releaseAll() {
      slow.release();
      for (const { turnstile } of holds) turnstile.release();
      holds = [];
    },
  };
}

function createTurnstile(closesAgain: boolean): Turnstile {
  let isOpen = false;
  let waiting: (() => void)[] = [];
  let watchers: { readonly count: number; readonly tell: () => void }[] = [];
  return {
    pass() {
      if (isOpen) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
        for (const { tell } of watchers.filter(({ count }) => count <= waiting.length)) tell();
        watchers = watchers.filter(({ count }) => count > waiting.length);
      });
    },
    waiting: () => waiting.length,
    whenWaiting: (count) =>
      new Promise((tell) => {
        if (waiting.length >= count) tell();
        else watchers.push({ count, tell });
      }),
    release() {
      isOpen = !closesAgain;
      const leaving = waiting;
      waiting = [];
      for (const letGo of leaving) letGo();
    },
  };
}
