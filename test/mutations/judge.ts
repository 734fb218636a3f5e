import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mutant, mutated } from './mutants.ts';
import { hasRightTypes, runTests, testsThatReach } from './runs.ts';
import type { ScratchTree } from './scratch-tree.ts';
import type { CleanRuns, Stage } from './stages.ts';

/** What became of a mutant. `no-type`: the compiler refuses it, so it does not count; `late`: it never ended. */
export type Fate = 'killed' | 'late' | 'no-type' | 'survived';

/** Its fate, and the test file that failed; null where none did. */
export interface Verdict {
  readonly fate: Fate;
  readonly by: string | null;
}

/** Judges mutants one after another. What killed before is tried first, then the near, then the quick. */
export class Judge {
  readonly #tree: ScratchTree;
  readonly #clean: CleanRuns;
  readonly #stages: readonly Stage[];
  readonly #reaching = new Map<string, string[]>();
  readonly #kills = new Map<string, number>();

  constructor(tree: ScratchTree, clean: CleanRuns, stages: readonly Stage[]) {
    this.#tree = tree;
    this.#clean = clean;
    this.#stages = stages;
  }

  async judge(mutant: Mutant): Promise<Verdict> {
    for (const stage of this.#stages) {
      const verdict = await this.#judgeBy(stage, mutant);
      if (verdict.fate !== 'survived') return verdict;
    }
    return { fate: 'survived', by: null };
  }

  async #judgeBy(stage: Stage, mutant: Mutant): Promise<Verdict> {
    const { root } = this.#tree;
    const source = readFileSync(join(root, mutant.file), 'utf8');
    const { tests, cleanMs } = await this.#testsOf(stage, mutant.file);
    // Without a name Jest would run them all.
    if (tests.length === 0) return { fate: 'survived', by: null };
    return this.#tree.with(mutant.file, mutated(source, mutant), async () => {
      // A busy machine takes several times as long as it did without the change.
      const { kind, output } = await runTests(root, tests, 60_000 + 6 * cleanMs);
      if (kind === 'well') return { fate: (await hasRightTypes(root)) ? 'survived' : 'no-type', by: null };
      const passed = new Set([...output.matchAll(/^PASS (\S+)/gm)].map(([, file]) => file));
      const by = tests.find((test) => !passed.has(test)) ?? null;
      if (by !== null)
        this.#kills.set(`${mutant.file} ${by}`, (this.#kills.get(`${mutant.file} ${by}`) ?? 0) + 1);
      return { fate: kind === 'late' ? 'late' : 'killed', by };
    });
  }

  /** The tests of a stage that reach a source, in the order in which they are run. */
  async #testsOf(
    stage: Stage,
    file: string,
  ): Promise<{ readonly tests: readonly string[]; readonly cleanMs: number }> {
    const reaching = this.#reaching.get(file) ?? (await testsThatReach(this.#tree.root, [file]));
    this.#reaching.set(file, reaching);
    const times = await this.#clean.timesOf(reaching.filter((test) => stage.has(test)));
    const killsOf = (test: string): number => this.#kills.get(`${file} ${test}`) ?? 0;
    const tookOf = (test: string): number => times.get(test) ?? 0;
    const inOrder = [...times.keys()].toSorted(
      (a, b) => killsOf(b) - killsOf(a) || nearness(b, file) - nearness(a, file) || tookOf(a) - tookOf(b),
    );
    let cleanMs = 0;
    const tests = inOrder.filter((test) => {
      if (cleanMs + tookOf(test) > stage.patienceMs) return false;
      cleanMs += tookOf(test);
      return true;
    });
    return { tests, cleanMs };
  }
}

/** How many folders a test and a source have in common; what holds every store is near to each. */
function nearness(test: string, file: string): number {
  const [ofTest, ofFile] = [test, file].map((path) => path.split('/').slice(1));
  if (ofTest?.[0] === 'contracts') return ofFile?.[0] === 'storage' ? 1 : 0;
  const apart = ofFile?.findIndex((part, index) => part !== ofTest?.[index]) ?? 0;
  return Math.max(0, apart);
}
