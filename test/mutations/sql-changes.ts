import type { Change } from './changes.ts';

/** Whether a text of the source is a statement for the database. */
export function isSql(words: string): boolean {
  return /^['"`]?\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|WITH)\b/.test(words);
}

const swaps: readonly (readonly [RegExp, string])[] = [
  [/ <= /g, ' < '],
  [/ < /g, ' <= '],
  [/ >= /g, ' > '],
  [/ > /g, ' >= '],
  [/ <> /g, ' = '],
  [/(?<=\b(?:WHERE|AND|OR|ON)\b[^,;]*?) = /g, ' <> '],
  [/ IS NOT NULL\b/g, ' IS NULL'],
  [/ IS NULL\b/g, ' IS NOT NULL'],
  [/\bNOT EXISTS\b/g, 'EXISTS'],
  [/\bMAX\(/g, 'MIN('],
  [/\bMIN\(/g, 'MAX('],
  [/ DESC\b/g, ' ASC'],
  [/\bDISTINCT /g, ''],
  [/\bFULL\b/g, 'OFF'],
  [/\bEXCLUSIVE\b/g, 'NORMAL'],
];
const end = /\b(AND|OR|ORDER|GROUP|LIMIT|RETURNING|ON|UNION)\b/;

/** Changes of one statement: other comparisons, and conditions that always hold. */
export function sqlChanges(words: string): Change[] {
  const swapped = swaps.flatMap(([pattern, becomes]) =>
    [...words.matchAll(pattern)].map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
      becomes,
    })),
  );
  const held = [...words.matchAll(/\b(AND|WHERE) /g)].map(({ index, 0: found }) => {
    const start = index + found.length;
    const length = conditionLength(words.slice(start));
    return { start, end: start + length, becomes: `(${words.slice(start, start + length).trim()} OR TRUE) ` };
  });
  return [...swapped, ...held];
}

/** How far a condition goes: to the next word or bracket that ends it. */
function conditionLength(words: string): number {
  let depth = 0;
  for (let index = 0; index < words.length; index += 1) {
    const rest = words.slice(index);
    if (words[index] === '(') depth += 1;
    if (words[index] === ')') depth -= 1;
    if (
      depth < 0 ||
      /^['"`]$/.test(rest) ||
      (depth === 0 && /\s/.test(words[index - 1] ?? ' ') && end.exec(rest)?.index === 0)
    )
      return index;
  }
  return words.length;
}
