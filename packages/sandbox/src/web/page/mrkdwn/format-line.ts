import type { Unit } from './read-units.ts';
import type { Format, Token } from './tokens.ts';

/** What is left to format: a unit, or code that was found and is not formatted again. */
type Part = Unit | { readonly raw: ''; readonly shown: '`'; readonly token: Token };

const formats: Readonly<Record<string, Format>> = { '*': 'bold', _: 'italic', '~': 'strike' };

/** The formatting of one line. Code comes first: nothing in it is formatted, yet what is live in it stays live. */
export function formatLine(units: readonly Unit[]): Token[] {
  return formatMarks(withCode(units));
}

/** Units as they stand, without formatting; neighbouring characters are one text. */
export function literal(units: readonly Unit[]): Token[] {
  return joinTexts(
    units.map(({ token, raw, shown }) =>
      token === null || token.kind === 'emoji' ? { kind: 'text', text: token === null ? shown : raw } : token,
    ),
  );
}

function withCode(units: readonly Unit[]): Part[] {
  const parts: Part[] = [];
  for (let index = 0; index < units.length; index += 1) {
    const end = units[index]?.raw === '`' ? closeOf(units, index) : -1;
    if (end > 0) {
      const token = { kind: 'code', content: literal(units.slice(index + 1, end)) } as const;
      parts.push({ raw: '', shown: '`', token });
      index = end;
    } else parts.push(...units.slice(index, index + 1));
  }
  return parts;
}

function formatMarks(parts: readonly Part[]): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const { raw = '', shown = '', token = null } = parts[index] ?? {};
    const kind = formats[raw];
    const end = kind === undefined ? -1 : closeOf(parts, index);
    if (kind !== undefined && end > 0) {
      tokens.push({ kind, content: formatMarks(parts.slice(index + 1, end)) });
      index = end;
    } else tokens.push(token ?? { kind: 'text', text: shown });
  }
  return joinTexts(tokens);
}

/**
 * Where the mark at `start` is closed; -1 where it formats nothing. A mark formats only between the edges of words: none
 * of it in snake_case, and a word joiner after the second mark, which is no edge, keeps both literal.
 */
function closeOf(parts: readonly Part[], start: number): number {
  const mark = parts[start]?.raw;
  if (!isEdge(parts[start - 1]) || isBlank(parts[start + 1]) || parts[start + 1]?.raw === mark) return -1;
  for (let index = start + 2; index < parts.length; index += 1)
    if (parts[index]?.raw === mark && !isBlank(parts[index - 1]) && isEdge(parts[index + 1])) return index;
  return -1;
}

function isEdge(part: Part | undefined): boolean {
  return part === undefined || part.token !== null || /^[\s\p{P}\p{S}]/u.test(part.shown);
}

function isBlank(part: Part | undefined): boolean {
  return part === undefined || /^\s/u.test(part.shown);
}

function joinTexts(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (token.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + token.text };
    else joined.push(token);
  }
  return joined;
}
