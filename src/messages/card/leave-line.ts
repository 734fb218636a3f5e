import { outcomeIn } from '../../leaving/advance/next-step.ts';
import type { Leave } from '../../leaving/leave.ts';
import type { Outcome } from '../../leaving/outcome.ts';
import type { Request } from '../../leaving/request.ts';
import { groupLabel } from '../block-kit/group-label.ts';
import { quoted } from '../block-kit/mrkdwn.ts';
import { answerWords } from './answer-words.ts';

/** The fixed words for outcomes; tests and people look for them. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  left: 'Left',
  'already-out': 'Already out',
  refused: 'Refused',
  stopped: 'Stopped',
  unknown: 'Not known',
  'not-asked': 'Not asked',
};

/** The word a leave is told with: a look may know more than the answer did. */
export function outcomeWord(request: Request, leave: Leave): string {
  const outcome = outcomeIn(request, leave);
  if (outcome === null) return leave.state === 'calling' ? 'Asking' : 'Waiting';
  if (leave.finding === 'still-in') return 'Still in';
  if (outcome === 'unknown' && leave.finding === 'looking') return 'Looking';
  return outcomeWords[outcome];
}

/** One group in one or two lines: word, group, the API's own words, what they mean, what a look has shown. */
export function leaveLine(request: Request, leave: Leave): string {
  const said = leave.state === 'answered' ? quoted(leave.answer?.said ?? null) : '';
  const head = `*${outcomeWord(request, leave)}*: ${groupLabel(leave.group)}${said === '' ? '' : ` ${said}`}`;
  return [head, ...remarks(request, leave)].join('\n');
}

function remarks(request: Request, leave: Leave): string[] {
  const outcome = outcomeIn(request, leave);
  if (leave.setAside !== null) return [setAsideWords[leave.setAside]];
  if (leave.state === 'waiting' && leave.answer !== null && outcome === null) return [waitingAgain(leave)];
  if (leave.state !== 'answered' || leave.answer === null) return [];
  const { class: kind } = leave.answer;
  if (kind === 'accepted' || kind === 'unknown') return [settled(leave)];
  const { means, next } = answerWords[kind];
  return [`${means} ${next}`];
}

/** Why a group is not left although it was approved. */
const setAsideWords: Readonly<Record<NonNullable<Leave['setAside']>, string>> = {
  renamed: 'Set aside: it has another name than when it was approved.',
  'standing-changed': 'Set aside: the number’s standing in it is not what was approved.',
  'not-listed': 'Set aside: it is not in the number’s list of groups any more.',
  protected: 'Set aside: it is protected by now.',
  'not-checked': 'Set aside: Wasend could not tell whether it is still as it was approved.',
};

function waitingAgain(leave: Leave): string {
  const { class: kind } = leave.answer ?? { class: 'not-sent' };
  if (kind === 'rate-limited')
    return 'Wasend’s limit of calls was reached (429). It is asked as soon as there is room.';
  if (kind === 'whatsapp-limited')
    return 'WhatsApp limits this number for now. It is asked again after 15 minutes.';
  return 'Wasend could not be reached and the call never left. It is tried again shortly.';
}

function settled(leave: Leave): string {
  const isAccepted = leave.answer?.class === 'accepted';
  const evidence = leave.evidence === null ? '' : ` ${leave.evidence}`;
  switch (leave.finding) {
    case 'confirmed':
      return `Confirmed.${evidence}`;
    case 'still-in':
      return isAccepted
        ? `Wasend took the call, yet the number is still in the group.${evidence} It is not asked a second time by itself.`
        : `The answer was lost and the number is still in the group.${evidence} It is not asked a second time by itself.`;
    case 'not-known':
      return isAccepted
        ? `Wasend took the call; no look could confirm it.${evidence}`
        : `The answer was lost and no look could tell.${evidence} Look at the group in WhatsApp.`;
    default:
      return isAccepted ? 'Looking at the group to confirm it.' : `${answerWords.unknown.means}`;
  }
}
