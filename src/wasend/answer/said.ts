import type { Sentences } from './sentences.ts';

/** Longest sentence of the API that is kept. */
const mostCharacters = 300;

/** Names of HTTP statuses, which frameworks write into an answer; they tell a person nothing. */
const statusNames =
  /^(?:Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Conflict|Unprocessable Entity|Too Many Requests|Internal Server Error)\.?$/i;

/**
 * The API's own words out of an answer: `message`, and `error` where it says more; markup, stack traces and e-mail
 * addresses are left out, and the bare name of a status wherever there is anything else. Null when nothing is left. At
 * most 300 characters.
 */
export function saidIn({ message, error, exception }: Sentences): string | null {
  const told = [message, error].flatMap((text) => tidy(text) ?? []);
  const [first, second] = told.filter((text) => !statusNames.test(text));
  const said =
    first === undefined ? (tidy(exception) ?? told[0]) : second === undefined ? first : joined(first, second);
  return said === undefined ? null : cut(said);
}

/** Two texts as one: what says the same as the other is left out. */
function joined(first: string, second: string): string {
  if (saysAll(first, second)) return first;
  if (saysAll(second, first)) return second;
  return /[\p{P}…]$/u.test(first) ? `${first} ${second}` : `${first}. ${second}`;
}

function saysAll(text: string, other: string): boolean {
  return text.toLowerCase().includes(other.toLowerCase().replace(/[.!]+$/, ''));
}

const stackLine = /\n[\t ]{0,40}at \S.*/g;
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const groupAddress = /^\d[\d-]*@g\.us$/;

function tidy(text: string | null): string | null {
  if (text === null || /<(?:!doctype|html|head|body|title|script)\b/i.test(text)) return null;
  const clean = text
    .replace(stackLine, '')
    .replace(emailAddress, (found) => (groupAddress.test(found) ? found : '[address]'))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return clean === '' ? null : clean.toWellFormed();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function cut(text: string): string {
  if (text.length <= mostCharacters) return text;
  const whole = cutAt(Array.from(graphemes.segment(text), ({ segment }) => segment));
  // One letter with a thousand marks is one grapheme: then it is cut between its characters.
  return `${whole === '' ? cutAt(Array.from(text)) : whole}…`;
}

function cutAt(pieces: readonly string[]): string {
  let kept = '';
  for (const piece of pieces) {
    if (kept.length + piece.length > mostCharacters - 1) break;
    kept += piece;
  }
  return kept;
}
