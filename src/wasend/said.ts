/** Longest sentence of the API that is kept. */
const mostCharacters = 300;

/** Names of HTTP statuses that frameworks put into `error`; they tell a person nothing. */
const statusNames =
  /^(?:Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Conflict|Unprocessable Entity|Too Many Requests|Internal Server Error)\.?$/i;

/**
 * The API's own words out of an answer: `message`, and `error` where it says more. Markup, stack traces, request
 * dumps and e-mail addresses are left out. Null when nothing is left. At most 300 characters.
 */
export function saidIn(parsed: unknown): string | null {
  if (typeof parsed === 'string') return tidy(parsed);
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { message, error, exception } = parsed as { message?: unknown; error?: unknown; exception?: unknown };
  const words = [sentence(message), statusName(error) ? null : sentence(error)].filter(
    (text) => text !== null,
  );
  const said = [...new Set(words)].join(' ');
  return tidy(said) ?? tidy(sentence(error) ?? '') ?? (exception === undefined ? null : saidIn(exception));
}

function statusName(error: unknown): boolean {
  return typeof error === 'string' && statusNames.test(error.trim());
}

function sentence(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (Array.isArray(value)) return value.flatMap((one) => sentence(one) ?? []).join(' ') || null;
  if (typeof value === 'object' && value !== null && 'message' in value) return sentence(value.message);
  return null;
}

const stackLine = /\n\s*at \S+.*/g;
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const groupAddress = /^\d[\d-]*@g\.us$/;

function tidy(text: string): string | null {
  const short = text.slice(0, 5_000);
  if (/<(?:!doctype|html|head|body|title|script)\b/i.test(short)) return null;
  const clean = short
    .replace(stackLine, '')
    .replace(emailAddress, (found) => (groupAddress.test(found) ? found : '[address]'))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return clean === '' ? null : cut(clean);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function cut(text: string): string {
  if (text.length <= mostCharacters) return text.toWellFormed();
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > mostCharacters - 1) break;
    kept += segment;
  }
  return `${kept.toWellFormed()}…`;
}
