import { readdirSync, readFileSync } from 'node:fs';
import type { CustomAnswer } from '@wasend-slack/wasend-stand-in/faults/custom-answer.ts';
import { type FaultKind, faultPlans } from '@wasend-slack/wasend-stand-in/faults/fault-plans.ts';
import { reportedCase } from '../../cases.ts';
import type { AnswerId } from './answer-group.ts';

const fixtures = new URL('../../fixtures/wasend/', import.meta.url);
const knobs: Readonly<Record<string, unknown>> = faultPlans;

/** The answer as the stand-in takes it. */
export function readAnswerId(id: AnswerId): FaultKind | CustomAnswer {
  if (id.startsWith('case:')) return answerOfCase(id.slice('case:'.length));
  if (Object.hasOwn(knobs, id)) return id as FaultKind;
  return JSON.parse(readFileSync(new URL(id, fixtures), 'utf8'));
}

interface CaseInput {
  readonly leave_answer?: CustomAnswer;
  readonly leave_answers?: readonly CustomAnswer[];
  readonly status?: number;
  readonly body?: unknown;
}

function answerOfCase(id: string): CustomAnswer {
  const { leave_answer, leave_answers, status, body } = reportedCase<CaseInput>(id).input;
  const { status: answered, body: said } = leave_answer ??
    leave_answers?.[0] ?? { status: status ?? 0, body };
  return { status: answered, body: said };
}

/** Every answer there is: a new fixture or knob belongs into the table. `slow` only waits until it is let go. */
export function everyAnswerId(): string[] {
  const files = ['leave', 'errors'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, fixtures), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file) => `${folder}/${file}`),
  );
  return [...files, ...Object.keys(faultPlans).filter((kind) => kind !== 'slow')];
}

/** The answer as somebody sees it who reads it on the wire; nothing of it changes from run to run. */
export function labelOf(id: AnswerId): string {
  const answer = readAnswerId(id);
  if (typeof answer !== 'string') {
    const { status, headers = {}, body } = answer;
    return labelled(status, textOf(body), headers);
  }
  const special = withoutWholeAnswer[answer];
  if (special !== undefined) return special;
  const asked = {
    route: 'leave',
    method: 'POST',
    path: '/…/leave',
    at: 0,
    sessionId: '…',
    key: '…',
  } as const;
  const told = faultPlans[answer as FaultKind];
  if (!('answer' in told) || told.answer === undefined) return answer;
  const { status, text, headers } = told.answer(asked);
  return labelled(status, text, headers);
}

const withoutWholeAnswer: Readonly<Record<string, string>> = {
  hang: 'nothing within 90 s',
  'done-but-timed-out': 'nothing within 90 s',
  'late-timed-out': 'nothing within 90 s',
  cut: 'the connection breaks',
  'done-but-cut': 'the connection breaks',
  'late-cut': 'the connection breaks',
  'cut-mid-body': '200, cut in the middle',
  huge: '200 and more than a mebibyte',
  'huge-json': '200 and more than a mebibyte',
  'deep-json': '200, nested 100 000 deep',
};

function textOf(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function labelled(status: number, text: string, headers: Readonly<Record<string, string>>): string {
  if (text === '') return `${status}, empty`;
  if (text.startsWith('<') || /html/.test(headers['content-type'] ?? '')) return `${status}, a web page`;
  return `${status} ${wordsOf(text)}`;
}

/** What of a long body names the cause. */
function wordsOf(body: string): string {
  if (body.length <= 110) return `\`${body}\``;
  const { exception, message, error } = JSON.parse(body) as Record<string, unknown>;
  const said = (exception as { message?: unknown } | undefined)?.message ?? message ?? error;
  return `… \`${JSON.stringify(said).slice(0, 110)}\``;
}
