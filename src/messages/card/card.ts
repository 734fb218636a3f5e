import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { canBeStopped, isWaitingForApproval, mayBeTriedAgain } from '../../leaving/advance/next-step.ts';
import type { Request } from '../../leaving/request.ts';
import { countOf } from '../block-kit/group-label.ts';
import { mostMessageCharacters, mostSectionCharacters, mostTextCharacters } from '../block-kit/limits.ts';
import type { PlainMessage } from '../block-kit/message.ts';
import { context, quoted, section, slackDate, stranger } from '../block-kit/mrkdwn.ts';
import { actionIds } from '../ids.ts';
import { haltWords } from './answer-words.ts';
import { approvalLine } from './approval.ts';
import { leaveLine } from './leave-line.ts';
import { progressLine, resultSentence } from './result-sentence.ts';

export interface CardMessage extends PlainMessage {
  /** The rest of a list too long for one message, for the card's thread. */
  readonly continued: readonly PlainMessage[];
}

export interface CardState {
  readonly request: Request;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly expectedEndAt: number | null;
}

/** The list takes this much of a message at most; the rest of it is room for everything else. */
const mostListCharacters = mostMessageCharacters - 3_500;

/** The one message of a request, as it now stands. */
export function requestCard({ request, now, expectedEndAt }: CardState): CardMessage {
  const chunks = listChunks(request);
  const { here, continued } = splitChunks(chunks, request.finishedAt !== null);
  const blocks: KnownBlock[] = [
    section(headline(request)),
    ...(request.ask.reason === null ? [] : [context(`Reason: ${stranger(request.ask.reason, 500)}`)]),
    ...stateBlocks(request, now, expectedEndAt),
    ...here.map(section),
    ...buttons(request),
    context(`Request \`${request.requestId}\` · each group is asked at most once, then settled by looking`),
  ];
  return { text: fallback(request), blocks, continued };
}

function headline({ ask, finishedAt, leaves }: Request): string {
  const groups = leaves.length === 1 ? 'a WhatsApp group' : `${leaves.length} WhatsApp groups`;
  return finishedAt === null
    ? `<@${ask.by}> is taking the number out of ${groups}.`
    : `<@${ask.by}> asked to take the number out of ${groups}.`;
}

function stateBlocks(request: Request, now: number, expectedEndAt: number | null): KnownBlock[] {
  const lines: string[] = [];
  const isUncalled = request.leaves.every((leave) => leave.attempts === 0);
  const isOnHold = canBeStopped(request) && now < request.holdUntil && isUncalled;
  if (request.approval !== null) lines.push(approvalLine(request, request.approval));
  if (isWaitingForApproval(request)) {
    lines.push('Nothing has happened yet. Anyone here can press Stop.');
  } else if (isOnHold) {
    lines.push(
      `Nothing has happened yet. The first call goes out at ${slackDate(request.holdUntil, '{time_secs}')}; until then anyone here can press Stop.`,
    );
  } else if (request.finishedAt === null && request.leaves.length > 1) {
    lines.push(progressLine(request, expectedEndAt));
  }
  if (request.stoppedBy !== null)
    lines.push(`Stopped by <@${request.stoppedBy}>. Groups not asked by then stay as they are.`);
  if (request.halted !== null) {
    const said = quoted(request.halted.said);
    lines.push(
      `The request could not go on. ${haltWords[request.halted.why]}${said === '' ? '' : ` ${said}`}`,
    );
  }
  if (request.finishedAt !== null && request.leaves.length > 1) lines.push(resultSentence(request));
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

/** The list as texts that each fit one section. */
function listChunks(request: Request): string[] {
  const chunks: string[] = [];
  let chunk = '';
  for (const line of request.leaves.map((leave) => leaveLine(request, leave))) {
    const longer = chunk === '' ? line : `${chunk}\n${line}`;
    if (longer.length > mostSectionCharacters - 100 && chunk !== '') {
      chunks.push(chunk);
      chunk = line;
    } else chunk = longer;
  }
  return [...chunks, chunk];
}

/** While a request goes on only what fits is shown; its final list is complete, the rest of it in the thread. */
function splitChunks(
  chunks: readonly string[],
  isFinished: boolean,
): { here: string[]; continued: PlainMessage[] } {
  const here: string[] = [];
  const rest: string[] = [];
  let length = 0;
  for (const chunk of chunks) {
    length += chunk.length;
    (length > mostListCharacters ? rest : here).push(chunk);
  }
  if (rest.length > 0)
    here.push(
      isFinished ? 'The list goes on in the thread.' : 'The complete list follows when everything is done.',
    );
  const continued = rest.map((chunk) => ({
    text: chunk.slice(0, mostTextCharacters),
    blocks: [section(chunk)],
  }));
  return { here, continued: isFinished ? continued : [] };
}

function buttons(request: Request): ActionsBlock[] {
  const stop = {
    actionId: actionIds.stop,
    label: 'Stop',
    value: request.requestId,
    style: 'danger',
  } as const;
  if (isWaitingForApproval(request)) {
    // Names the list, so that a press can only mean what the card showed.
    const value = `${request.requestId}.${request.approval?.list}`;
    const approve = { actionId: actionIds.approve, label: 'Approve', value, style: 'primary' } as const;
    return [buttonRow(approve, { actionId: actionIds.decline, label: 'Decline', value }, stop)];
  }
  if (canBeStopped(request)) return [buttonRow(stop)];
  const again = request.leaves.filter(mayBeTriedAgain).length;
  if (request.finishedAt === null || again === 0) return [];
  const label = again === 1 ? 'Try again' : `Try again (${countOf(again, 'group')})`;
  return [buttonRow({ actionId: actionIds.tryAgain, label, value: request.requestId })];
}

interface CardButton {
  readonly actionId: string;
  readonly label: string;
  readonly value: string;
  readonly style?: 'danger' | 'primary';
}

function buttonRow(...buttons: readonly CardButton[]): ActionsBlock {
  const elements = buttons.map(({ actionId, label, value, style }): Button => {
    const text = { type: 'plain_text', text: label } as const;
    return { type: 'button', action_id: actionId, text, value, ...(style === undefined ? {} : { style }) };
  });
  return { type: 'actions', elements };
}

/** Everything the card says, for those who do not see blocks: whole lines, as many as fit. */
function fallback(request: Request): string {
  const lines = [headline(request)];
  if (request.approval !== null) lines.push(approvalLine(request, request.approval));
  if (request.leaves.length > 1) lines.push(resultSentence(request));
  let text = lines.join('\n');
  for (const leave of request.leaves) {
    const line = `\n${leaveLine(request, leave)}`;
    if (text.length + line.length > mostTextCharacters) break;
    text += line;
  }
  return text;
}
