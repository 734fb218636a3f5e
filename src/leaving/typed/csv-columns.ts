import { parseGroupReference } from './group-id.ts';
import { withoutHiddenMarks } from './hidden-marks.ts';

/** Headings of the column that names the group, the surest first. */
const headings = ['groupid', 'groupjid', 'jid', 'chatid', 'id', 'invitelink', 'invite', 'link'];

/**
 * Keeps of the lines of a table only what names the group: the column a heading says, and without a heading the first
 * one. What else stands in such a line is about the group and no word of anybody. Lines that belong to no table stay
 * as they are. Pure.
 */
export function idColumnsOnly(text: string): string {
  let column: { readonly at: number; readonly delimiter: RegExp } | null = null;
  const kept: string[] = [];
  for (const line of text.split(/\r\n|[\n\r\u2028]/)) {
    const heading = headingOf(line);
    if (heading !== null) {
      column = heading;
      continue;
    }
    const cells = column === null ? [] : cellsOf(line, column.delimiter);
    const named = cells[column?.at ?? 0] ?? '';
    kept.push(namesGroup(named) ? named : (firstColumn(line) ?? line));
  }
  return kept.join('\n');
}

function headingOf(line: string): { readonly at: number; readonly delimiter: RegExp } | null {
  const delimiter = [/\t/, /;/, /,/].find((one) => one.test(line)) ?? /,/;
  const cells = cellsOf(line, delimiter).map((cell) =>
    withoutHiddenMarks(cell)
      .toLowerCase()
      .replace(/[\s"'_-]/g, ''),
  );
  const heading = headings.find((word) => cells.includes(word));
  return heading === undefined ? null : { at: cells.indexOf(heading), delimiter };
}

/** Null for a line that names more groups than one, or none. */
function firstColumn(line: string): string | null {
  const [first = '', ...others] = cellsOf(line, /[,;\t]/);
  return others.length > 0 && namesGroup(first) && !others.some(mayNameGroup) ? first : null;
}

function namesGroup(cell: string): boolean {
  const { kind } = parseGroupReference(cell);
  return kind === 'group' || kind === 'invite';
}

/** Anything that was perhaps meant as a group must not be dropped in silence. */
function mayNameGroup(cell: string): boolean {
  return namesGroup(cell) || /@g\.us|chat\.whatsapp\.com|1203\d{6}/i.test(cell);
}

/** The cells of one line; a delimiter within quotes is part of its cell, and a line without one is one cell. */
function cellsOf(line: string, delimiter: RegExp): string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && delimiter.test(character)) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}
