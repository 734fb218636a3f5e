import { type Bench, type MoreGroups, startBench } from '../../bench.ts';

/** Gives out benches, each once. */
export interface Benches {
  /** A fresh one. With a spare kept it is there at once, and the next spare is begun. Throws with the app's log. */
  next(): Promise<Bench>;
  /** Stops the spare and everything that was given back. */
  stop(): Promise<void>;
  /** Stops a bench nobody needs any more, without anybody waiting for it. */
  giveBack(bench: Bench): void;
}

export interface BenchOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly more: MoreGroups;
  /** Whether another one is always kept ready: starting takes a second, and longer on a busy machine. */
  readonly keepsSpare: boolean;
}

export function createBenches({ environment, more, keepsSpare }: BenchOptions): Benches {
  let spare: Promise<Bench> | null = null;
  let isOver = false;
  const ending = new Set<Promise<void>>();
  const end = (bench: Bench): void => {
    const ended = bench.stop().finally(() => ending.delete(ended));
    ending.add(ended);
  };
  const begin = (): Promise<Bench> => startBench(environment, more);
  const keepSpare = (): void => {
    if (!keepsSpare || isOver) return;
    spare = begin();
    // A spare that failed is told to whoever wants it; till then nobody listens.
    spare.catch(() => undefined);
  };
  return {
    async next() {
      const bench = await (spare ?? begin()).catch(() => begin());
      spare = null;
      keepSpare();
      return bench;
    },
    giveBack: end,
    async stop() {
      isOver = true;
      const last = await spare?.catch(() => null);
      if (last) end(last);
      await Promise.all(ending);
    },
  };
}
