import { outcomeIn } from '../../leaving/advance/next-step.ts';
import { isSettled } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import { slackDate } from '../block-kit/mrkdwn.ts';
import { outcomeWord } from './leave-line.ts';

const barLength = 10;

/** `▓▓▓░░░░░░░ 3 of 10 done, 1 being looked at. Ends about 14:05.` The bar repeats the words, it does not replace them. */
export function progressLine(request: Request, expectedEndAt: number | null): string {
  const all = request.leaves.length;
  const done = request.leaves.filter((leave) => outcomeIn(request, leave) !== null).length;
  const looking = request.leaves.filter((leave) => leave.state === 'answered' && !isSettled(leave)).length;
  const filled = Math.floor((done / all) * barLength);
  const bar = '▓'.repeat(filled) + '░'.repeat(barLength - filled);
  const looked = looking === 0 ? '' : `, ${looking} being looked at`;
  const end = expectedEndAt === null ? '' : ` Ends about ${slackDate(expectedEndAt)}.`;
  return `${bar} ${done} of ${all} done${looked}.${end}`;
}

const order = [
  'left',
  'already out',
  'refused',
  'still in',
  'not known',
  'looking',
  'stopped',
  'not asked',
  'asking',
  'waiting',
];

/** `Of 8 groups: 2 left, 1 already out, 5 stopped.`, so that nobody takes what was left for what remains; `Left.` of a single one. */
export function resultSentence(request: Request): string {
  const words = request.leaves.map((leave) => outcomeWord(request, leave));
  const [first] = words;
  if (words.length === 1 && first !== undefined) return `${first}.`;
  const counted = order.flatMap((word) => {
    const count = words.filter((other) => other.toLowerCase() === word).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `Of ${words.length} groups: ${counted.join(', ')}.`;
}
