/** Nothing a person pastes for one group is longer; what is longer is refused before any pattern looks at it. */
export const longestReference = 2_000;

/** Soft hyphen, bidi marks and embeddings, zero-width characters, word joiners, byte order mark. */
const invisible = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '«': '»',
};

/**
 * Undoes what Slack, spreadsheets and phones do to a pasted id or link: autolinks (`<mailto:X|Y>`), HTML entities,
 * invisible characters, one pair of quotes, a trailing comma, a percent-encoded `@`. Pure; idempotent on its own output.
 */
export function cleanPastedText(text: string): string {
  let clean = text.replace(invisible, '').trim();
  clean = unescapeEntities(unwrapAutolink(clean)).trim();
  clean = trimTail(clean);
  clean = trimTail(unquote(clean)).trim();
  return clean.replace(/%40/, '@');
}

/** `<mailto:X|Y>`, `<tel:X|Y>`, `<URL|Y>`: the address counts, the label is only what people see. */
function unwrapAutolink(text: string): string {
  if (!text.startsWith('<') || !text.endsWith('>')) return text;
  const [target = ''] = text.slice(1, -1).split('|', 1);
  if (/^[#@!]/.test(target)) return text;
  return target.replace(/^(?:mailto|tel):/i, '');
}

function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function unquote(text: string): string {
  const closing = pairs[text[0] ?? ''];
  return text.length >= 2 && closing !== undefined && text.endsWith(closing)
    ? text.slice(1, -1).trim()
    : text;
}

function trimTail(text: string): string {
  return text.replace(/[,;.]{1,3}$/, '');
}
