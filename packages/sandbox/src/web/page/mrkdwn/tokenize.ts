import { formatLine, literal } from './format-line.ts';
import { readUnits, type Unit } from './read-units.ts';
import type { Token } from './tokens.ts';

export interface Reading {
  /** False lets Slack find bare links and words such as @here by itself, as it does where a text does not forbid it. */
  readonly verbatim: boolean;
}

/**
 * Reads Slack's mrkdwn. Escaped text (`&lt;!channel&gt;`) comes out as text and never as something live; raw `<!channel>`
 * is live wherever it stands, in code too. Invisible characters stay. Names of channels (`#general`) that Slack would
 * link in a text that is not verbatim stay text, for it takes a workspace to know them.
 */
export function tokenize(text: string, { verbatim }: Reading): Token[] {
  const tokens: Token[] = [];
  let rest: readonly Unit[] = readUnits(text, verbatim);
  for (let fence = nextFence(rest); fence !== null; fence = nextFence(rest)) {
    tokens.push(...readLines(withoutLastBreak(rest.slice(0, fence.from))));
    const inside = withoutFirstBreak(withoutLastBreak(rest.slice(fence.from + 1, fence.to)));
    tokens.push({ kind: 'code-block', content: literal(inside) });
    rest = withoutFirstBreak(rest.slice(fence.to + 1));
  }
  return [...tokens, ...readLines(rest)];
}

function nextFence(units: readonly Unit[]): { readonly from: number; readonly to: number } | null {
  const from = units.findIndex(({ raw }) => raw === '```');
  const to = units.findIndex(({ raw }, index) => index > from + 1 && raw === '```');
  return from < 0 || to < 0 ? null : { from, to };
}

/** Lines with their quotes: `>` begins a quoted line, and `>>>` quotes everything that follows. */
function readLines(units: readonly Unit[]): Token[] {
  const tokens: Token[] = [];
  let quoted: Token[] | null = null;
  let quotesAll = false;
  for (const [index, line] of splitLines(units).entries()) {
    const opens: boolean = !quotesAll && line.length >= 3 && line.slice(0, 3).every(isQuoteMark);
    const isQuoted = quotesAll || isQuoteMark(line[0]);
    const own = formatLine(isQuoted && !quotesAll ? line.slice(opens ? 3 : 1) : line);
    quotesAll ||= opens;
    if (!isQuoted) {
      if (index > 0 && quoted === null) tokens.push({ kind: 'text', text: '\n' });
      tokens.push(...own);
      quoted = null;
    } else if (quoted === null) {
      quoted = own;
      tokens.push({ kind: 'quote', content: quoted });
    } else quoted.push({ kind: 'text', text: '\n' }, ...own);
  }
  return tokens;
}

function isQuoteMark(unit: Unit | undefined): boolean {
  return unit?.token === null && unit.shown === '>';
}

function splitLines(units: readonly Unit[]): Unit[][] {
  const lines: Unit[][] = [[]];
  for (const unit of units) {
    if (unit.raw === '\n') lines.push([]);
    else lines.at(-1)?.push(unit);
  }
  return units.length === 0 ? [] : lines;
}

function withoutFirstBreak(units: readonly Unit[]): readonly Unit[] {
  return units[0]?.raw === '\n' ? units.slice(1) : units;
}

function withoutLastBreak(units: readonly Unit[]): readonly Unit[] {
  return units.at(-1)?.raw === '\n' ? units.slice(0, -1) : units;
}
