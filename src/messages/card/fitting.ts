import { mostMessageCharacters, mostTextCharacters } from '../block-kit/limits.ts';
import { type Line, marked } from '../block-kit/marks.ts';
import { fallbackOf } from '../block-kit/message.ts';
import type { Room } from './leave-lines.ts';

/** From all there is to say to the least that still names every group. */
const rooms: readonly Room[] = [
  { mostName: 75, mostSaid: 300, apart: 'words' },
  { mostName: 40, mostSaid: 160, apart: 'words' },
  { mostName: 40, mostSaid: 160, apart: 'codes' },
  { mostName: 24, mostSaid: 80, apart: 'codes' },
  { mostName: 16, mostSaid: 80, apart: 'codes' },
  { mostName: 24, mostSaid: 80, apart: 'states' },
  { mostName: 12, mostSaid: 40, apart: 'states' },
];

const mostLines = 20;
/** What else a card says takes the rest. */
const mostListCharacters = mostMessageCharacters - 3_000 - mostTextCharacters;

/** The fullest list that stays under Slack's limits and under two dozen lines on a screen. */
export function fitting(list: (room: Room) => readonly Line[]): readonly Line[] {
  let lines: readonly Line[] = [];
  for (const room of rooms) {
    lines = list(room);
    if (fits(lines)) break;
  }
  return lines;
}

function fits(lines: readonly Line[]): boolean {
  const texts = lines.map(marked);
  const isShort =
    texts.join('\n').length <= mostListCharacters && fallbackOf(lines).split('\n').length === lines.length;
  return isShort && linesOnScreen(texts) <= mostLines;
}

const lineCharacters = 100;

/** About how many lines a text takes in Slack's window. */
export function linesOnScreen(texts: readonly string[]): number {
  return texts
    .flatMap((text) => text.split('\n'))
    .reduce((sum, text) => sum + Math.max(1, Math.ceil(visible(text).length / lineCharacters)), 0);
}

function visible(text: string): string {
  return text
    .replace(/<!date[^>]*>/g, '12:34 PM')
    .replace(/<[^>]*>/g, '@somebody')
    .replace(/&(?:amp|lt|gt);/g, '&')
    .replace(/[\u2060\u2068\u2069]/g, '');
}
