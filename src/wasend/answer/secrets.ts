import { withheldMark } from '../../leaving/standing.ts';

/** Shorter pieces of a key are everyday words. */
const shortestPiece = 8;

/** Tokens by their shape in a sentence: Slack's, those of APIs of this kind, web tokens, Authorization headers. */
const tokensInSentences =
  /\bBearer [^\s"'\\]{6,}|\b(?:xox[a-z](?:[.-][A-Za-z0-9]+)+|xapp-[A-Za-z0-9-]+|xwfp-[A-Za-z0-9-]+|eyJ[\w-]{10,}(?:\.[\w-]+)*|(?:sk|pk|rk|wk|wsk|ghp|gho)[_-][A-Za-z0-9_-]{6,})/g;

/** The same in a name, where `wk-planning` is a week and a `Bearer` carries rings: only what nobody calls a group. */
const tokensInNames =
  /\b(?:xox[a-z](?:[.-][A-Za-z0-9]+)+|xapp-[A-Za-z0-9-]+|xwfp-[A-Za-z0-9-]+|eyJ[\w-]{10,}(?:\.[\w-]+)+|(?:sk|pk|rk|wk|wsk|ghp|gho)[_-](?=[A-Za-z_-]{0,100}\d)[A-Za-z0-9_-]{16,})/g;

/** Takes secrets out of texts of the other side. Pure. */
export interface Censor {
  sentence(text: string): string;
  /** A name, or any other text that is not prose. */
  name(text: string): string;
}

/**
 * Takes our own key out: whole, and every piece of eight characters or more, also with invisible characters inside; and
 * whatever is shaped like somebody's token. A text too short to hold any of it costs nothing.
 */
export function createCensor(apiKey: string): Censor {
  const pieces = piecesOf(fold(apiKey));
  return {
    sentence: (text) => withoutPieces(text, pieces).replace(tokensInSentences, withheldMark),
    name: (text) => withoutPieces(text, pieces).replace(tokensInNames, withheldMark),
  };
}

interface Pieces {
  readonly length: number;
  readonly all: ReadonlySet<string>;
}

/** Null for a key of two letters: they stand in every text. */
function piecesOf(key: string): Pieces | null {
  const length = Math.min(shortestPiece, key.length);
  if (length < 3) return null;
  const all = new Set<string>();
  for (let at = 0; at + length <= key.length; at += 1) all.add(key.slice(at, at + length));
  return { length, all };
}

function withoutPieces(text: string, pieces: Pieces | null): string {
  if (pieces === null || text.length < pieces.length) return text;
  const { seen, places } = visibleOf(text);
  const isSecret = new Set<number>();
  for (let at = 0; at + pieces.length <= seen.length; at += 1) {
    if (!pieces.all.has(seen.slice(at, at + pieces.length))) continue;
    const from = places?.[at] ?? at;
    const last = at + pieces.length - 1;
    for (let place = from; place <= (places?.[last] ?? last); place += 1) isSecret.add(place);
  }
  return isSecret.size === 0 ? text : blotted(text, isSecret);
}

function blotted(text: string, isSecret: ReadonlySet<number>): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    if (!isSecret.has(at)) out += text[at];
    else if (!isSecret.has(at - 1)) out += withheldMark;
  }
  return out;
}

const hidden = /\p{Default_Ignorable_Code_Point}|\p{Cf}/u;

/** A text as it is seen, folded, and where each of its code units stands; null where each stands in its own place. */
function visibleOf(text: string): { readonly seen: string; readonly places: readonly number[] | null } {
  const folded = fold(text);
  if (folded.length === text.length && !hidden.test(text)) return { seen: folded, places: null };
  let seen = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    if (!hidden.test(character)) {
      for (const unit of fold(character)) {
        seen += unit;
        for (let part = 0; part < unit.length; part += 1) places.push(at);
      }
    }
    at += character.length;
  }
  return { seen, places };
}

function fold(text: string): string {
  return text.toLowerCase();
}
