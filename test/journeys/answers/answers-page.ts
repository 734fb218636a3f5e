import { type AnswerGroup, type Deed, looksOf } from './answer-group.ts';
import type { Outcome } from './one-answer.ts';

/** One answer that was tried, and what came of it. */
export interface Tried {
  readonly group: AnswerGroup;
  readonly label: string;
  readonly deed: Deed;
  readonly outcome: Outcome;
}

const deedWords = {
  'not-done': 'no',
  done: 'yes',
  'done-later': 'after 20 s',
} as const satisfies Record<Deed, string>;

/** `docs/answers.md`: nothing on it is written by hand but the titles. */
export function answersPage(groups: readonly AnswerGroup[], tried: readonly Tried[]): string {
  return `${[
    '# What Wasend answers, and what the card says',
    '',
    'Every row was played through the whole app: the answer was given to the call that leaves *Padel Tuesdays*, and the card',
    'was read when everybody had been told the end. *Done* is what really became of the group. What was asked again by itself',
    'was asked only after an answer that means that nothing was done. Made by `npm run answers` from',
    '`test/journeys/answers/answers-table.ts`; a test compares it.',
    ...groups.flatMap((group) => section(group, tried)),
  ].join('\n')}\n`;
}

function section(group: AnswerGroup, tried: readonly Tried[]): string[] {
  const rows = tried.filter((one) => one.group === group).map(row);
  return [
    '',
    `## ${group.title}`,
    '',
    `${lookSentence(group)} ${group.askedAgain ? 'Asked again by itself.' : 'Never asked again by itself.'}`,
    '',
    '| answer | done | looked at | the card’s first line |',
    '|---|---|---|---|',
    ...new Set(rows),
  ];
}

function lookSentence(group: AnswerGroup): string {
  const looks = looksOf(group);
  if (looks.length === 0) return 'Not looked at.';
  if (looks[0] === 0) return 'One look, at once.';
  return `Looked at after ${looks.join(', ')} s, until it is seen to be out.`;
}

function row({ label, deed, outcome }: Tried): string {
  const cells = [label, deedWords[deed], lookWords(outcome), withoutTimes(outcome.firstLine)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function lookWords({ looks, calls }: Outcome): string {
  const again = calls > 1 ? `asked ${calls} times, then ` : '';
  if (looks.length === 0) return 'no';
  return `${again}${looks.map((seconds) => (seconds === 0 ? 'at once' : `${seconds} s`)).join(', ')}`;
}

function withoutTimes(line: string): string {
  return line.replace(/<!date\^[^>]*>/g, '…');
}
