import { expect, test } from '@jest/globals';
import { mutantsOf, mutated } from './mutants.ts';
import { sample } from './sample.ts';

const changesOf = (source: string): string[] =>
  mutantsOf('one.ts', source).map((mutant) => mutated(source, mutant).trim());

test.each<[string, string[]]>([
  ['a < b;', ['a <= b;', 'a > b;']],
  ['a === b && c;', ['a !== b && c;', 'a === b || c;']],
  ['!a;', ['a;']],
  ['a ?? b;', ['a;']],
  ['x = true;', ['x = false;']],
  ['x = 3;', ['x = 2;', 'x = 4;']],
  ['x = 24 * 60;', ['x = (24 * 60) / 2;', 'x = (24 * 60) * 2;']],
  ['x = [a, b];', ['x = [ b];', 'x = [a, ];']],
  ['x = a.every(b);', ['x = a.some(b);']],
  ['x = Math.min(a, b);', ['x = Math.max(a, b);']],
  ['x = a.filter(b);', ['x = a;']],
  ['if (a) b = c;', ['if (false) b = c;']],
  ['x = a ? b : c;', ['x = !(a) ? b : c;']],
  ['f(a);', [';']],
  ['log.warn(a);', []],
  ['type A = 1 | 2;', []],
  ['x = y as 1;', []],
  [
    "x = { kind: 'a' }; y = { kind: 'b' };",
    ["x = { kind: 'b' }; y = { kind: 'b' };", "x = { kind: 'a' }; y = { kind: 'a' };"],
  ],
  [
    "x = 'SELECT a FROM b WHERE c = ? AND d <= ? LIMIT 1';",
    [
      "x = 'SELECT a FROM b WHERE (c = ? OR TRUE) AND d <= ? LIMIT 1';",
      "x = 'SELECT a FROM b WHERE c <> ? AND d <= ? LIMIT 1';",
      "x = 'SELECT a FROM b WHERE c = ? AND (d <= ? OR TRUE) LIMIT 1';",
      "x = 'SELECT a FROM b WHERE c = ? AND d < ? LIMIT 1';",
    ],
  ],
])('%s', (source, mutants) => {
  expect(changesOf(source).toSorted()).toEqual(mutants.toSorted());
});

test('the same seed draws the same, and no more than there are', () => {
  const all = Array.from({ length: 50 }, (_, index) => index);
  expect(sample(all, 5, 1)).toEqual(sample(all, 5, 1));
  expect(sample(all, 5, 1)).not.toEqual(sample(all, 5, 2));
  expect(sample(all, 99, 1).toSorted((a, b) => a - b)).toEqual(all);
});
