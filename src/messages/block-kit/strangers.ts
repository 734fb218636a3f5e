/** Makes a text literal in mrkdwn: it can no longer mention, link or end our own markup. https://docs.slack.dev/messaging/formatting-message-text */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts at whole characters as people see them, with … at the end. Never longer than `most` UTF-16 units. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < 1) return '';
  const whole = firstOf(graphemesOf(text), most - 1);
  // One letter with a hundred marks is one character: it keeps as many of them as fit.
  return `${whole === '' ? firstOf(text, most - 1) : whole}…`;
}

function* graphemesOf(text: string): Iterable<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** As many of the pieces as are no longer than `most` together. */
function firstOf(pieces: Iterable<string>, most: number): string {
  let kept = '';
  for (const piece of pieces) {
    if (kept.length + piece.length > most) break;
    kept += piece;
  }
  return kept;
}

const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Invisible characters and direction marks: they would hide or reorder what stands around a name. */
const hidden = /[\u00AD\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const formatting = /[*_~`]/g;
/** On both sides of a mark: after it, so that it opens nothing; before it, so that it closes nothing that stands around a name. */
const wordJoiner = '\u2060';
const isolate = ['\u2068', '\u2069'] as const;
/** `:warning:` would become a picture, in plain text too. */
const emojiCode = /:(?=[\w+'-]+:)/g;
/** Characters that take room and show nothing: a name of these alone is none. */
const blank = /\s|\p{Cf}|\p{M}|[\u115F\u1160\u2800\u3164\uFFA0]/gu;

/** True for a text in which nothing can be seen. */
export function isBlank(text: string): boolean {
  return text.replace(blank, '') === '';
}

/** One line, nothing hidden, whole characters only. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(controls, ' ').replace(hidden, '').trim();
}

/** A text written by a stranger, cleaned for a plain_text object: one line, nothing hidden, no emoji codes, cut. */
export function plainStranger(text: string, most: number): string {
  return cutText(oneLine(text).replace(emojiCode, `:${wordJoiner}`), most);
}

/**
 * A text written by a stranger, for mrkdwn: one line, literal, without formatting, and kept apart from the direction
 * of what stands around it. `most` counts before escaping.
 */
export function stranger(text: string, most: number): string {
  const literal = cutText(oneLine(text), most)
    .replace(emojiCode, `:${wordJoiner}`)
    .replace(formatting, (mark) => `${wordJoiner}${mark}${wordJoiner}`);
  return `${isolate[0]}${escapeMrkdwn(literal)}${isolate[1]}`;
}

/** A stranger's text in quotation marks, which nothing inside can close; an empty string for null. */
export function quoted(said: string | null, most = 300): string {
  return said === null ? '' : `“${stranger(withoutQuotes(said), most)}”`;
}

/** Our quotation marks are ours alone; an apostrophe within a word is none. */
const looseSingleQuote = /(?<![\p{L}\d])[‘’‚‛]|[‘’‚‛](?![\p{L}\d])/gu;

function withoutQuotes(text: string): string {
  return text.replace(/[“”„‟]/g, '"').replace(looseSingleQuote, "'");
}

/** What our own sentences are made of: marks, punctuation between names, and the words for what became of a group. */
const likeOurs =
  /[“”„‟«»"‹›:;,·✓✗✘■○→]|^[!(‘]|[.!?…]\s|\b(?:left|leaving|already out|still in|not known|refused|confirmed|checking|waiting|stopped|declined|asked|approved|wasend)\b/iu;

/** A name, in ‘ ’ wherever it could be read as our own words or as two names. */
export function strangersName(name: string, most: number): string {
  const plain = oneLine(name);
  if (!likeOurs.test(plain)) return stranger(plain, most);
  return `‘${stranger(plain.replace(/[“”„‟]/g, '"').replace(looseSingleQuote, "'"), most)}’`;
}
