import type { Leave, LeaveStatus, NotAskedWhy, RefusedWhy } from '../../leaving/leave.ts';
import { lastLookAt } from '../../leaving/looking.ts';
import type { Request } from '../../leaving/request.ts';
import { readablePhone } from '../block-kit/number-label.ts';
import { type NameOf, personName } from '../block-kit/people.ts';
import { oneAfterAnother } from '../block-kit/sentences.ts';
import { quoted } from '../block-kit/strangers.ts';
import { clock, clockToTheSecond } from '../block-kit/times.ts';
import { answerSentence, neverWentOut } from './words/answer-words.ts';
import { evidenceSentence, evidenceWords } from './words/evidence-words.ts';
import { type Shown, shownAs, shownWords } from './words/shown-as.ts';
import { notAskedWords, refusedNext, setAsideWords } from './words/why-words.ts';

/** What is told of one leave, part by part. */
export interface ToldLeave {
  readonly leave: Leave;
  readonly shown: Shown;
  /** What was said to the call, or that there was none. */
  readonly said: string;
  /** What a look saw, and when the last look is. */
  readonly seen: string | null;
  /** The same without its time: leaves that differ in nothing else are told together. */
  readonly seenKind: string;
  /** Why, and what to do. */
  readonly next: string | null;
}

/** Epoch milliseconds, and how much of the API's words there is room for. */
export interface Telling {
  readonly now: number;
  readonly mostSaid: number;
  /** Who can be asked for another key, by name; null where nobody is known. */
  readonly keyFrom: string | null;
}

export function toldLeave(leave: Leave, request: Request, telling: Telling): ToldLeave {
  const seen = seenOf(leave, telling.now);
  return {
    leave,
    shown: shownAs(leave.status),
    said: saidOf(leave, telling.mostSaid),
    seen: seen?.sentence ?? null,
    seenKind: seen?.kind ?? '',
    next: nextOf(leave.status, request, telling.keyFrom),
  };
}

/** *Not asked* says by itself that there was no call, and so does *could not be reached*. */
function saidOf(leave: Leave, mostSaid: number): string {
  const { status, attempts } = leave;
  const saysAll =
    status.kind === 'not-asked' &&
    ((shownAs(status) === 'not-asked' && attempts === 0) || status.why === 'unreachable');
  return saysAll ? '' : answerSentence(leave, mostSaid);
}

function seenOf(leave: Leave, now: number): { sentence: string; kind: string } | null {
  const { status } = leave;
  switch (status.kind) {
    case 'looking':
      return whileLooking(leave, status, now);
    case 'left':
    case 'already-out':
    case 'still-in':
    case 'not-known': {
      if (status.kind === 'left' && status.confirmed) return null;
      const { evidence, at } = status;
      return { sentence: evidenceSentence(evidence, at, now), kind: evidenceWords[evidence] };
    }
    case 'waiting':
    case 'calling':
    case 'refused':
    case 'stopped':
    case 'not-asked':
    case 'set-aside':
      return null;
  }
}

/** The first looks are over in half a minute and not worth a word; the number seen in the group is. */
function whileLooking(
  leave: Leave,
  { last }: Extract<LeaveStatus, { kind: 'looking' }>,
  now: number,
): { sentence: string; kind: string } | null {
  if (last === null || (last.sighting !== 'in' && leave.looks < 3)) return null;
  const lastAt = lastLookAt(leave);
  const until = lastAt === null ? '' : ` The last look is at ${clockToTheSecond(lastAt, now)}.`;
  return {
    sentence: `${evidenceSentence(last.evidence, last.at, now)}${until}`,
    kind: evidenceWords[last.evidence],
  };
}

function nextOf(status: LeaveStatus, request: Request, keyFrom: string | null): string | null {
  switch (status.kind) {
    case 'refused':
      return joined(refusedNext[status.why], keyFromSaid(status.why, keyFrom));
    case 'set-aside':
      return setAsideWords[status.why];
    case 'not-asked':
      return notAskedNext(status.why, request, keyFrom);
    case 'not-known':
      return joined(endingSaid(request), 'Look at the group in WhatsApp on the phone.');
    case 'left':
    case 'waiting':
    case 'calling':
    case 'looking':
    case 'already-out':
    case 'still-in':
    case 'stopped':
      return null;
  }
}

/** What halted the request stands beside the group that was refused, where one was; it is said once. */
function notAskedNext(why: NotAskedWhy, request: Request, keyFrom: string | null): string | null {
  const isSaidAbove = request.leaves.some(({ status }) => status.kind === 'refused' && status.why === why);
  if (isSaidAbove) return 'For the same reason.';
  if (why === 'unreachable') return notReached(request);
  return joined(notAskedWords[why], keyFromSaid(why, keyFrom), endingSaid(request));
}

/** An admin replaces the key; who connected it is the first to ask. */
function keyFromSaid(why: RefusedWhy | NotAskedWhy, keyFrom: string | null): string | null {
  const isKey = why === 'unauthorized' || why === 'key-unreadable';
  return isKey && keyFrom !== null ? `${keyFrom} connected it.` : null;
}

/** The same for every group of the request, whichever of them was tried. */
function notReached({ leaves }: Request): string {
  const tried = leaves.map(({ answer }) => answer).findLast((answer) => answer?.class === 'not-sent');
  return joined(notAskedWords.unreachable, tried == null ? null : neverWentOut(tried)) ?? '';
}

/** What ended the whole request, in Wasend's words or by the reference that finds the cause. */
function endingSaid({ ending, ask }: Request): string | null {
  if (ending?.kind === 'given-up' && ending.reference !== null)
    return `Tell whoever runs this app the reference \`${ending.reference}\`.`;
  if (ending?.kind === 'halted' && ending.phone !== undefined && ask.number.phone !== null)
    return `This was confirmed for ${readablePhone(ask.number.phone)}, and Wasend has ${readablePhone(ending.phone)} there by now. Type the command again.`;
  if (ending?.kind === 'halted' && ending.said !== null) return `Wasend: ${quoted(ending.said, 120)}`;
  return null;
}

function joined(...parts: readonly (string | null)[]): string | null {
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : oneAfterAnother(told);
}

/** The word a line begins with; who stopped or declined it, and when, belongs to it. */
export function headOf(shown: Shown, request: Request, nameOf: NameOf, now: number): string {
  const { ending } = request;
  const isTakenBack = ending?.kind === 'declined' && ending.by === request.ask.by;
  const word = shown === 'declined' && isTakenBack ? 'Taken back' : shownWords[shown].word;
  if (
    (shown === 'stopped' && ending?.kind === 'stopped') ||
    (shown === 'declined' && ending?.kind === 'declined')
  )
    return `${word} by ${personName(ending.by, nameOf)}, ${clock(ending.at, now)}`;
  if (shown === 'not-approved' && request.approval !== null)
    return `${word} by ${clock(request.approval.until, now)}`;
  return word;
}
