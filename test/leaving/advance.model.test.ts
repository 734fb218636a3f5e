import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { modelRuns } from '../suite/model-runs.ts';
import { action } from './model/history.ts';
import { Run } from './model/run.ts';

const directory = mkdtempSync(join(tmpdir(), 'wasend-model-'));
afterAll(() => rmSync(directory, { recursive: true }));

const numRuns = modelRuns({ few: 60, many: 2_500 });
let histories = 0;
const kinds = new Set<string>();

test('whatever Wasend, people, clocks and deaths do to requests, every promise holds', async () => {
  const history = fc.array(action, { minLength: 10, maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(history, async (actions) => {
      histories += 1;
      const run = new Run(join(directory, `${histories}.db`));
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
  const ends = [
    'left',
    'already-out',
    'still-in',
    'not-known',
    'refused',
    'stopped',
    'not-asked',
    'set-aside',
  ];
  const missed = ends.filter((kind) => !kinds.has(kind));
  // Few histories may happen to meet nothing that is set aside.
  expect(missed.length).toBeLessThan(numRuns < 1_000 ? ends.length / 2 : 1);
});
