import { emojiCharacter } from './emoji.ts';
import { readBracketed } from './read-bracketed.ts';
import { type EmojiToken, type LiveToken, readEntities } from './tokens.ts';

/** The smallest part that formatting never cuts: a character, an entity, an emoji, a fence, something live. */
export interface Unit {
  /** As it stands in the text: only an unescaped character is a mark. */
  readonly raw: string;
  /** As a reader sees it. */
  readonly shown: string;
  readonly token: LiveToken | EmojiToken | null;
}

const bracketed = /<([^<>\n]+)>/uy;
const emojiName = /:([a-z0-9_+-]+):/uy;
const piece = /&(?:amp|lt|gt);|```|[\s\S]/uy;
/** A link ends before the punctuation of the sentence it stands in. */
const bareLink = /https?:\/\/(?:&amp;|[^\s<>&]|&(?!(?:amp|lt|gt);))*(?:&amp;|[^\s<>&.,;:!?)'"”’*_~`])/uy;
const bareBroadcast = /@(channel|here|everyone)\b/uy;

/** Cuts a text into units. With `verbatim` false, bare links and words such as @here come to life too. */
export function readUnits(text: string, verbatim: boolean): Unit[] {
  const units: Unit[] = [];
  for (let index = 0; index < text.length; ) {
    const unit = unitAt(text, index, verbatim);
    units.push(unit);
    index += unit.raw.length;
  }
  return units;
}

function unitAt(text: string, index: number, verbatim: boolean): Unit {
  const token =
    bracketedAt(text, index) ?? emojiAt(text, index) ?? (verbatim ? undefined : bareAt(text, index));
  if (token) return token;
  const raw = matchAt(piece, text, index)?.[0] ?? text.charAt(index);
  return { raw, shown: readEntities(raw), token: null };
}

function bracketedAt(text: string, index: number): Unit | undefined {
  const found = matchAt(bracketed, text, index);
  const token = found === null ? undefined : readBracketed(found[1] ?? '');
  return token ? { raw: token.source, shown: token.source, token } : undefined;
}

function emojiAt(text: string, index: number): Unit | undefined {
  const [raw = '', name = ''] = matchAt(emojiName, text, index) ?? [];
  const character = emojiCharacter(name);
  return character === undefined ? undefined : { raw, shown: raw, token: { kind: 'emoji', name, character } };
}

function bareAt(text: string, index: number): Unit | undefined {
  if (/[\p{L}\p{N}_@]/u.test(text.charAt(index - 1))) return undefined;
  const link = matchAt(bareLink, text, index)?.[0];
  if (link !== undefined) {
    const url = readEntities(link);
    return { raw: link, shown: url, token: { kind: 'link', url, label: url, source: link } };
  }
  const [source, range = ''] = matchAt(bareBroadcast, text, index) ?? [];
  return source === undefined
    ? undefined
    : { raw: source, shown: source, token: { kind: 'broadcast', range, source } };
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
