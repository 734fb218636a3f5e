import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { answerLeave } from './answer-leave.ts';
import { answerRead } from './answer-read.ts';
import { invalidApiKey, rateLimitExceeded } from './documented-answers.ts';
import { type FaultPlan, faultPlans } from './fault-plans.ts';
import type { Call } from './journal.ts';
import { type Matched, matchRoute } from './match-route.ts';
import { noteProblems } from './note-problems.ts';
import { cutMidBody, send } from './send-answer.ts';
import { shapes } from './shapes/shapes.ts';
import type { StandInParts } from './stand-in-parts.ts';
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
  const { method = 'GET', url: path = '/' } = request;
  const matched = matchRoute(method, path.split('?')[0] ?? path);
  const key = bearerOf(request);
  const { route = null, sessionId = null, groupId = null } = matched ?? {};
  const call = parts.journal.begin({ method, path, route, sessionId, groupId, key });
  response.once('close', () => parts.journal.end(call));
  noteProblems(parts.journal, request, path, route);
  request.resume();
  if (matched === null) return finish(parts, call, response, routeNotFound({ method, path }));
  if (key === null || !parts.state.keys.has(key)) {
    const { refusesLikeWaha } = shapes[parts.settings.shape];
    const refused = refusesLikeWaha && route !== 'leave' ? wahaUnauthorized() : invalidApiKey();
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
  const kind = parts.takeFault(matched);
  call.fault = kind;
  const plan: FaultPlan | null = kind === null ? null : faultPlans[kind];
  if (plan?.ends === 'slow') await parts.gateKeeper.passSlowly();
  await parts.gateKeeper.pass(route, 'before-doing');
  const done = plan === null || plan.does ? perform(visit) : null;
  const { method, path, at } = call;
  const answer = plan?.answer?.({ route, method, path, at, sessionId: matched.sessionId }) ?? done;
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
  const left = answerLeave(state, { key, sessionId: sessionId ?? '', groupId: groupId ?? '' });
  call.did = left.did;
  return left.answer;
}

function bearerOf({ headers }: IncomingMessage): string | null {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
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
