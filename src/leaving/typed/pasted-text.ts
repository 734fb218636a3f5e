import { withoutHiddenMarks } from './hidden-marks.ts';

/** Nothing a person pastes for one group is longer; what is longer is refused before any pattern looks at it. */
export const longestReference = 2_000;

/**
 * Undoes what Slack, spreadsheets, phones and programs do to a pasted id or link: autolinks (`<mailto:X|Y>`), HTML
 * entities, hidden marks, a percent-encoded `@`, and everything wrapped around it: quotes of any kind,
 * brackets, `*`, `=`, a label (`jid:`), a number in a list (`1)`), punctuation behind. Pure; idempotent on an id or link.
 */
export function cleanPastedText(text: string): string {
  let clean = withoutHiddenMarks(text).trim();
  clean = unescapeEntities(unwrapAutolink(clean));
  clean = trimEnds(unwrapAutolink(clean));
  clean = trimEnds(withoutLabel(clean));
  return clean.replace(/%40/, '@');
}

/** `<mailto:X|Y>`, `<tel:X|Y>`, `<URL|Y>`: the address counts, the label is only what people see. */
function unwrapAutolink(text: string): string {
  if (!text.startsWith('<') || !text.endsWith('>')) return text;
  const [target = ''] = text.slice(1, -1).split('|', 1);
  if (/^[#@!]/.test(target)) return text;
  return target.replace(/^(?:mailto|tel):/i, '');
}

/** Slack escapes three characters, programs and web pages some more. Pure; idempotent but for `&amp;`. */
export function unescapeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Ids and links begin and end with a letter or digit; a phone number may begin with `+`, and what begins with `-` lacks something. */
function trimEnds(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && !/[\p{L}\p{N}+-]/u.test(text[from] ?? '')) from += 1;
  while (to > from && !/[\p{L}\p{N}]/u.test(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
}

function withoutLabel(text: string): string {
  const unlabelled = text.replace(/^[\p{L}_]{1,20}["']?[:=](?!\/\/)/u, '');
  return unlabelled.replace(/^\d{1,3}[).:\]](?=\D|\d{9})(?!\d+E)/i, '');
}
