import { withoutSecrets } from './secrets.ts';
import type { Sentences } from './sentences.ts';

/** Longest sentence of the API that is kept. */
const mostCharacters = 300;

/** Names of HTTP statuses that frameworks put into `error`; they tell a person nothing. */
const statusNames =
  /^(?:Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Conflict|Unprocessable Entity|Too Many Requests|Internal Server Error)\.?$/i;

/**
 * The API's own words out of an answer: `message`, and `error` where it says more. Our key, tokens, markup, stack traces
 * and e-mail addresses are left out. Null when nothing is left. At most 300 characters.
 */
export function saidIn({ message, error, exception }: Sentences, apiKey: string): string | null {
  const words = [message, error !== null && statusNames.test(error) ? null : error].filter(
    (text) => text !== null,
  );
  const candidates = [[...new Set(words)].join(' '), error ?? '', exception ?? ''];
  for (const candidate of candidates) {
    const said = tidy(candidate, apiKey);
    if (said !== null) return said;
  }
  return null;
}

const stackLine = /\n[\t ]{0,40}at \S.*/g;
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const groupAddress = /^\d[\d-]*@g\.us$/;

function tidy(text: string, apiKey: string): string | null {
  if (/<(?:!doctype|html|head|body|title|script)\b/i.test(text)) return null;
  const clean = withoutSecrets(text.replace(stackLine, ''), apiKey)
    .replace(emailAddress, (found) => (groupAddress.test(found) ? found : '[address]'))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return clean === '' ? null : cut(clean.toWellFormed());
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
