import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { action } from './history.ts';
import { Run, type RunsOn } from './run.ts';

const allEnds = [
  'left',
  'already-out',
  'still-in',
  'not-known',
  'refused',
  'stopped',
  'not-asked',
  'set-aside',
];

/** The whole domain over one kind of store, in a world that lies: `numRuns` histories, each in a store of its own. */
export function advanceModel(newStore: () => Promise<RunsOn>, numRuns: number): void {
  const kinds = new Set<string>();

  test('whatever Wasend, people, clocks and deaths do to requests, every promise holds', async () => {
    const history = fc.array(action, { minLength: 10, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, async (actions) => {
        const run = new Run(await newStore());
        await run.begin();
        for (const one of actions) await run.act(one);
        await run.settle();
        for (const kind of run.kinds) kinds.add(kind);
        expect(run.broken).toEqual([]);
      }),
      // A short run names the history that failed, a long one makes it small.
      { numRuns, endOnFailure: numRuns < 1_000 },
    );
  });

  test('those histories reached ends of more than one kind, and enough of them every end', () => {
    const missed = allEnds.filter((kind) => !kinds.has(kind));
    // Few histories may happen to meet nothing that is set aside.
    const mayMiss = numRuns < 1_000 ? allEnds.length / (numRuns < 50 ? 1 : 2) : 1;
    expect(missed.length).toBeLessThan(mayMiss);
  });
}
