import { parseGroupReference } from './group-id.ts';
import { type GroupsCommand, parseGroups } from './leave-command-text.ts';

/**
 * Reads a box of pasted text: ids and invite links apart by spaces, commas or lines, and lines of a CSV whose first
 * column is the group. Of a CSV line only the first column counts, and only when no other column could be a group too.
 * Never throws.
 */
export function parsePastedGroups(text: string): GroupsCommand {
  const lines = text.split(/\r?\n/).filter((line) => !isCsvHeader(line));
  return parseGroups(lines.map((line) => groupColumn(line) ?? line).join('\n'));
}

function isCsvHeader(line: string): boolean {
  return /^\s*"?(?:group[ _]?)?id"?\s*[,;\t]/i.test(line);
}

function groupColumn(line: string): string | null {
  const [first, ...others] = line.split(/[,;\t]/);
  if (first === undefined || others.length === 0) return null;
  const kind = parseGroupReference(first).kind;
  const isGroup = kind === 'group' || kind === 'invite';
  return isGroup && others.every((cell) => !mayBeGroup(cell)) ? first : null;
}

/** Anything that was perhaps meant as a group must not be dropped in silence. */
function mayBeGroup(cell: string): boolean {
  const kind = parseGroupReference(cell).kind;
  return kind === 'group' || kind === 'invite' || /@|whatsapp\.com|\d{9}/i.test(cell) || cell.trim() === '';
}
