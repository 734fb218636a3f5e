import { runTests } from './runs.ts';

/** Some of the test files that reach a mutant; what survives one stage goes on to the next. */
export interface Stage {
  has(test: string): boolean;
  /** How long its tests may take together without any change; those that come first are run. */
  readonly patienceMs: number;
}

/** The whole app, a process or Slack is in these: they are slow, and tried on what survives the others. */
export const isOfWholeApp = (test: string): boolean =>
  /\/journeys\/|\.model\.|^test\/(?:app|cli|slack)\//.test(test);

/** The rooms whose sources are changed, and what holds every store. */
export const isOfRooms = (test: string): boolean =>
  /^test\/(?:leaving|wasend|storage|workspaces|contracts)\//.test(test);

/** Test files without any change: each is run once, when it is first wanted. */
export class CleanRuns {
  readonly #root: string;
  readonly #slowestMs: number;
  readonly #say: (line: string) => void;
  readonly #took = new Map<string, number | null>();

  constructor(root: string, slowestMs: number, say: (line: string) => void) {
    this.#root = root;
    this.#slowestMs = slowestMs;
    this.#say = say;
  }

  /** How long each takes; one that is not green within the time it may take is left out. */
  async timesOf(tests: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const times = new Map<string, number>();
    for (const test of tests) {
      const tookMs = this.#took.get(test);
      const newest = tookMs === undefined ? await this.#run(test) : tookMs;
      this.#took.set(test, newest);
      if (newest !== null) times.set(test, newest);
    }
    return times;
  }

  async #run(test: string): Promise<number | null> {
    const { kind, tookMs } = await runTests(this.#root, [test], this.#slowestMs);
    if (kind === 'well') return tookMs;
    this.#say(`not used: ${test} (${kind === 'late' ? 'too slow' : 'fails without any change'})`);
    return null;
  }
}
