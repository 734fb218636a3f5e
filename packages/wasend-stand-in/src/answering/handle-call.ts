import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call } from '../journal.ts';
import { noteProblems } from '../note-problems.ts';
import { answerRead } from '../reads/answer-read.ts';
import { shapes } from '../shapes/shapes.ts';
import type { StandInParts } from '../stand-in-parts.ts';
import type { Answer } from './answer.ts';
import { answerLeave, answerWahaLeave } from './answer-leave.ts';
import { invalidApiKey, rateLimitExceeded } from './documented-answers.ts';
import { type Matched, matchRoute } from './match-route.ts';
import { cutMidBody, send } from './send-answer.ts';
import { routeNotFound, wahaUnauthorized } from './waha-answers.ts';

interface Visit {
  readonly parts: StandInParts;
  readonly call: Call;
  readonly matched: Matched;
  readonly key: string;
  readonly response: ServerResponse;
}

/** Takes one call from its arrival to its answer, its cut, or its endless wait. */
export async function handleCall(
  parts: StandInParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  parts.late.doDue();
  const { method = 'GET', url: path = '/' } = request;
  const matched = matchRoute(method, path.split('?')[0] ?? path);
  const key = keyOf(request);
  const { route = null, sessionId = null, groupId = null } = matched ?? {};
  const call = parts.journal.begin({ method, path, route, sessionId, groupId, key });
  response.once('close', () => parts.journal.end(call));
  if (parts.settings.isStrict) noteProblems(parts.journal, request, path, route);
  request.resume();
  if (matched === null) return finish(parts, call, response, routeNotFound({ method, path }));
  if (key === null || !parts.state.keys.has(key)) {
    const { refusesLikeWaha } = shapes[parts.settings.shape];
    const refused = refusesLikeWaha ? wahaUnauthorized() : invalidApiKey();
    return finish(parts, call, response, refused);
  }
  const waitMs = parts.pace.admit(key, matched.route);
  if (waitMs > 0) {
    const headers = { 'retry-after': String(Math.ceil(waitMs / 1000)) };
    return finish(parts, call, response, rateLimitExceeded(matched.route, headers));
  }
  await serve({ parts, call, matched, key, response });
}

async function serve(visit: Visit): Promise<void> {
  const { parts, call, matched, response } = visit;
  const { route } = matched;
  const fault = parts.takeFault(matched);
  call.fault = fault?.kind ?? null;
  const plan = fault?.plan ?? null;
  if (plan?.ends === 'slow') await parts.gateKeeper.passSlowly();
  await parts.gateKeeper.pass(route, 'before-doing');
  if (fault?.plan.does === 'later') parts.late.add(fault.laterMs, () => perform(visit));
  const done = plan === null || plan.does === true ? perform(visit) : null;
  const { method, path, at } = call;
  const { sessionId } = matched;
  const answer = plan?.answer?.({ route, method, path, at, sessionId, key: visit.key }) ?? done;
  await parts.gateKeeper.pass(route, 'before-answering');
  if (plan?.ends === 'never') return;
  if (plan?.ends === 'cut' || answer === null) return cut(parts, call, response);
  if (plan?.ends === 'cut-mid-body') {
    begun(parts, call, answer);
    return cutMidBody(response, answer);
  }
  finish(parts, call, response, plan?.ends === 'huge' ? huge(answer) : answer);
}

/** Does what the call asks for, and answers as if nothing were wrong. */
function perform({ parts, call, matched, key }: Visit): Answer {
  const { method, path, at } = call;
  const { state, stale } = parts;
  if (matched.route !== 'leave') {
    const shape = shapes[parts.settings.shape];
    const query = new URLSearchParams(path.split('?')[1] ?? '');
    return answerRead({ state, stale, shape }, { ...matched, method, path, at, key, query });
  }
  const { sessionId, groupId } = matched;
  const asked = { key, method, path, at, sessionId: sessionId ?? '', groupId: groupId ?? '' };
  const leave = shapes[parts.settings.shape].refusesLikeWaha ? answerWahaLeave : answerLeave;
  const left = leave(state, asked);
  call.did = left.did;
  return left.answer;
}

/** Wasend takes a bearer, WAHA its own header. */
function keyOf({ headers }: IncomingMessage): string | null {
  const wahas = headers['x-api-key'];
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? (typeof wahas === 'string' && wahas !== '' ? wahas : null);
}

const overOneMebibyte = 1_200_000;

/** Blanks after JSON are still JSON: only the length is wrong. */
const huge = (answer: Answer): Answer => ({ ...answer, text: answer.text + ' '.repeat(overOneMebibyte) });

/** The call counts as over before its answer is on the wire, so that the caller's next call is never seen beside it. */
function begun({ journal }: StandInParts, call: Call, answer: Answer): void {
  call.status = answer.status;
  journal.end(call);
}

function finish(parts: StandInParts, call: Call, response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  begun(parts, call, answer);
  send(response, answer);
}

function cut({ journal }: StandInParts, call: Call, response: ServerResponse): void {
  journal.end(call);
  response.destroy();
}
