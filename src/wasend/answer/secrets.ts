/** Shorter pieces of a key are everyday words. */
const shortestPiece = 8;
const mark = '[…]';

/** Tokens by their shape, wherever they stand: Slack's, those of APIs of this kind, web tokens, Authorization headers. */
const tokenShapes =
  /\bBearer [^\s"'\\]{6,}|\b(?:xox[a-z](?:[.-][A-Za-z0-9]+)+|xapp-[A-Za-z0-9-]+|xwfp-[A-Za-z0-9-]+|eyJ[\w-]{10,}(?:\.[\w-]+)*|(?:sk|pk|rk|wk|wsk|ghp|gho)[_-][A-Za-z0-9_-]{6,})/g;

/**
 * Takes our own key out of a text of the other side: whole, and every piece of eight characters or more, also with
 * invisible characters inside; and whatever is shaped like somebody's token.
 */
export function withoutSecrets(text: string, apiKey: string): string {
  return withoutKey(text, apiKey).replace(tokenShapes, mark);
}

function withoutKey(text: string, apiKey: string): string {
  const key = fold(apiKey);
  const length = Math.min(shortestPiece, key.length);
  if (length < 3) return text;
  const pieces = new Set<string>();
  for (let at = 0; at + length <= key.length; at += 1) pieces.add(key.slice(at, at + length));
  const seen = visibleOf(text);
  const isSecret = new Array<boolean>(text.length).fill(false);
  let found = false;
  for (let at = 0; at + length <= seen.length; at += 1) {
    const window = seen.slice(at, at + length);
    if (!pieces.has(window.map(({ unit }) => unit).join(''))) continue;
    found = true;
    const from = window[0]?.at ?? 0;
    isSecret.fill(true, from, (window.at(-1)?.at ?? from) + 1);
  }
  return found ? blotted(text, isSecret) : text;
}

function blotted(text: string, isSecret: readonly boolean[]): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    if (!isSecret[at]) out += text[at];
    else if (!isSecret[at - 1]) out += mark;
  }
  return out;
}

/** The visible code units of a text, folded, with where each stands. */
function visibleOf(text: string): { readonly unit: string; readonly at: number }[] {
  const units: { unit: string; at: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] ?? '';
    if (!/\p{Cf}/u.test(unit)) units.push({ unit: fold(unit), at });
  }
  return units;
}

function fold(text: string): string {
  return text.toLowerCase();
}
