import { withoutHiddenMarks } from '../typed/hidden-marks.ts';

const folds: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′`´ʼ＇]/g, "'"],
  [/[“”„‟″«»＂]/g, '"'],
  [/[\p{Pd}−]/gu, '-'],
  // U+2800 is a letter that shows nothing.
  [/[\s\u2800]+/g, ' '],
];

/**
 * One form for all spellings of a name that look the same to people: without hidden marks, in NFKC, with one kind of
 * space, quote and hyphen, and without case, also where Turkish has its own (İ, ı). Pure; idempotent. For comparing
 * alone, never for showing.
 */
export function comparable(name: string): string {
  // Some foldings make room for others: a second round changes nothing any more.
  return fold(fold(name));
}

function fold(name: string): string {
  let text = withoutHiddenMarks(withoutCase(withoutHiddenMarks(name).normalize('NFKC')).normalize('NFKC'));
  for (const [pattern, plain] of folds) text = text.replace(pattern, plain);
  return text.trim();
}

/** Up and down again joins what one way alone keeps apart: ß and ss, σ and ς, İ, I and ı. */
function withoutCase(text: string): string {
  return text
    .toUpperCase()
    .toLowerCase()
    .replace(/i\u0307+/g, 'i')
    .replaceAll('ς', 'σ');
}
