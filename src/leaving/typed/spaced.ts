/** One word of a pasted text. */
export interface Word {
  readonly typed: string;
  /** Where it begins in the text. */
  readonly at: number;
  /** What stands between it and the word before; empty for the first. */
  readonly before: string;
}

/** A number is read out in a few parts, not more. */
const mostParts = 6;
/** Five digits, a hyphen, eight digits. */
const shortestId = 14;
const part = /^[\d-]+(?:@g\.us)?$|^@g\.us$/i;
const spaces = /\p{Zs}/gu;
const modern = /^1203\d{14}(?:@g\.us)?$/i;
const legacy = /^[1-9]\d{4,14}-\d{8,11}@g\.us$/i;

/**
 * Of how many of the words, from the first on, one group's id is made that was typed with spaces inside; 0 where there is
 * no such id. Words that are ids by themselves are never joined to others.
 */
export function partsOfSpacedId(words: readonly Word[]): number {
  for (let count = runOf(words); count >= 2; count -= 1) {
    const parts = words.slice(0, count);
    const whole = parts.map(({ typed, before }, at) => (at === 0 ? typed : before + typed)).join('');
    const id = whole.replace(spaces, '');
    if (modern.test(id) || (legacy.test(id) && !parts.some(({ typed }) => legacy.test(typed)))) return count;
  }
  return 0;
}

/** How many words from the first on could be parts of one id; most texts have none. */
function runOf(words: readonly Word[]): number {
  let count = 0;
  let length = 0;
  for (const [at, word] of words.slice(0, mostParts).entries()) {
    if (!isPart(word, at)) break;
    count += 1;
    length += word.typed.length;
  }
  return length < shortestId ? 0 : count;
}

function isPart({ typed, before }: Word, at: number): boolean {
  return part.test(typed) && !modern.test(typed) && (at === 0 || /^[\p{Zs}-]+$/u.test(before));
}

/** True for words that are one phone number together, in the parts in which people write one. */
export function isSpacedPhone(words: readonly Word[]): boolean {
  const [first, ...others] = words;
  if (first === undefined || others.length === 0) return false;
  if (!others.every(({ before }) => /^[\p{Zs}()-]*$/u.test(before))) return false;
  if (!words.every(({ typed }) => /^\+?[\d./-]+$/.test(typed))) return false;
  const digits = words
    .map(({ typed }) => typed)
    .join('')
    .replace(/\D/g, '').length;
  // Shorter ones without + or 0 are years and the like: a name may be made of them.
  return /^[+0]/.test(first.typed) ? digits >= 7 && digits <= 17 : digits >= 10 && digits <= 15;
}
