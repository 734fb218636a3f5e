import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mutant, mutated } from './mutants.ts';
import { hasRightTypes, runTests, testsThatReach } from './runs.ts';
import type { ScratchTree } from './scratch-tree.ts';

/** What became of a mutant. `no-type`: the compiler refuses it, so it does not count; `late`: it never ended. */
export type Fate = 'killed' | 'late' | 'no-type' | 'survived';

/** Test files that are green without any change, with the time each takes. */
export type CleanTests = ReadonlyMap<string, number>;

/** Runs each test once on the clean tree and keeps what is green within `slowestMs`. */
export async function cleanRun(
  root: string,
  tests: readonly string[],
  slowestMs: number,
  say: (line: string) => void,
): Promise<CleanTests> {
  const clean = new Map<string, number>();
  for (const test of tests) {
    const { kind, tookMs } = await runTests(root, [test], slowestMs);
    if (kind === 'well') clean.set(test, tookMs);
    else say(`not used: ${test} (${kind === 'late' ? 'too slow' : 'fails without any change'})`);
  }
  return clean;
}

/** Judges mutants one after another. What killed before is tried first, then the quick before the slow. */
export class Judge {
  readonly #tree: ScratchTree;
  readonly #clean: CleanTests;
  readonly #reaching = new Map<string, string[]>();
  readonly #kills = new Map<string, number>();

  readonly #patienceMs: number;

  /** Tests that take longer than `patienceMs` together are cut off behind the nearest. */
  constructor(tree: ScratchTree, clean: CleanTests, patienceMs: number) {
    this.#tree = tree;
    this.#clean = clean;
    this.#patienceMs = patienceMs;
  }

  async judge(mutant: Mutant): Promise<{ readonly fate: Fate; readonly by: string | null }> {
    const { root } = this.#tree;
    const source = readFileSync(join(root, mutant.file), 'utf8');
    const tests = await this.#testsOf(mutant.file);
    if (tests.length === 0) return { fate: 'survived', by: null };
    const cleanMs = tests.reduce((sum, test) => sum + (this.#clean.get(test) ?? 0), 0);
    return this.#tree.with(mutant.file, mutated(source, mutant), async () => {
      const { kind, output } = await runTests(root, tests, 20_000 + 3 * cleanMs);
      if (kind === 'well') return { fate: (await hasRightTypes(root)) ? 'survived' : 'no-type', by: null };
      const passed = new Set([...output.matchAll(/^PASS (\S+)/gm)].map(([, file]) => file));
      const by = tests.find((test) => !passed.has(test)) ?? null;
      if (by !== null)
        this.#kills.set(`${mutant.file} ${by}`, (this.#kills.get(`${mutant.file} ${by}`) ?? 0) + 1);
      return { fate: kind === 'late' ? 'late' : 'killed', by };
    });
  }

  async #testsOf(file: string): Promise<string[]> {
    const reaching = this.#reaching.get(file) ?? (await testsThatReach(this.#tree.root, [file]));
    this.#reaching.set(file, reaching);
    const killsOf = (test: string): number => this.#kills.get(`${file} ${test}`) ?? 0;
    const tookOf = (test: string): number => this.#clean.get(test) ?? 0;
    const inOrder = reaching
      .filter((test) => this.#clean.has(test))
      .toSorted(
        (a, b) => killsOf(b) - killsOf(a) || nearness(b, file) - nearness(a, file) || tookOf(a) - tookOf(b),
      );
    let sumMs = 0;
    return inOrder.filter((test) => {
      sumMs += tookOf(test);
      return sumMs <= this.#patienceMs;
    });
  }
}

/** How many folders a test and a source have in common; what holds every store is near to each. */
function nearness(test: string, file: string): number {
  const [ofTest, ofFile] = [test, file].map((path) => path.split('/').slice(1));
  if (ofTest?.[0] === 'contracts') return ofFile?.[0] === 'storage' ? 1 : 0;
  const apart = ofFile?.findIndex((part, index) => part !== ofTest?.[index]) ?? 0;
  return Math.max(0, apart);
}
