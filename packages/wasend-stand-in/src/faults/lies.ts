import { html, json } from '../answering/answer.ts';
import * as documented from '../answering/documented-answers.ts';
import * as waha from '../answering/waha-answers.ts';
import { engine, type FaultPlan, refused } from './plan.ts';

const leftIt = documented.leftTheGroup;
const leaveFailed = 'Failed to leave the group.';
const deepestNesting = 100_000;

/** Successes that say in the same breath that they are none. Nothing is done unless ordered with `does`. */
const contradictions = {
  '200-false-text': refused(() => json(200, { success: 'false', message: leaveFailed })),
  '200-false-zero': refused(() => json(200, { success: 0, message: leaveFailed })),
  '200-status-403': refused(() => json(200, { statusCode: 403, message: 'owner', error: 'Forbidden' })),
  '200-status-500': refused(() => json(200, { ...leftIt, statusCode: 500, error: 'info query timed out' })),
  '200-error': refused(() => json(200, { ...leftIt, error: 'You are the group owner.' })),
} satisfies Record<string, FaultPlan>;

/** Statuses that say nothing of what became of the work (nest #12087, ballerina-library #4102). */
const undecided = {
  '408': refused(() => json(408, { statusCode: 408, message: 'Request Timeout' })),
  '425': refused(() => json(425, { statusCode: 425, message: 'Too Early' })),
  '499': refused(() => html(499, '<html><body>Client Closed Request</body></html>')),
  '520-html': refused(() => html(520, '<html><body>Web server is returning an unknown error</body></html>')),
  '500-dropped': engine('Connection dropped', 14),
  '500-rst-stream': engine('Received RST_STREAM with code 2 (Internal server error)', 14),
  '500-websocket': engine('websocket not connected'),
  '429-rate-overlimit': refused((asked) => ({
    ...waha.gowsError('info query returned status 429: rate-overlimit', asked),
    status: 429,
  })),
} satisfies Record<string, FaultPlan>;

/** Refusals that look like an answer about the group and are none, or that could mean two things. */
const misleading = {
  '404-html': refused(() =>
    html(404, '<html><head><title>404 Not Found</title></head><body>nginx</body></html>'),
  ),
  '404-express': refused(({ method, path }) =>
    html(404, `<!DOCTYPE html><html><body><pre>Cannot ${method} ${path}</pre></body></html>`),
  ),
  '404-bare': refused(() => json(404, { error: 'Not Found' })),
  '404-gateway': refused(() => json(404, { message: 'no Route matched with those values' })),
  '404-session-or-group': refused(({ route }) => documented.sessionOrGroupNotFound(route)),
  '404-path-of-session': refused(({ path }) =>
    json(404, {
      statusCode: 404,
      message: 'Group not found',
      error: 'Not Found',
      path: `/session_01k7${path}`,
    }),
  ),
  '403-bare': refused(() => json(403, { message: 'Forbidden', statusCode: 403 })),
  '403-session-owner': refused(() =>
    json(403, { success: false, message: 'You are not the owner of this session' }),
  ),
  '423': refused(() => json(423, { success: false, message: 'Locked' })),
  '400-session': refused(() =>
    json(400, { success: false, message: 'Session is not active', error: 'Bad Request' }),
  ),
  '422-stopped': refused(({ sessionId }) => waha.sessionNotWorking(sessionId ?? '', 'STOPPED')),
  '422-failed': refused(() =>
    json(422, {
      statusCode: 422,
      message: 'The session under FAILED status. Please try to restart it.',
      error: 'Unprocessable Entity',
    }),
  ),
  '500-no-such-group': engine('that group does not exist'),
} satisfies Record<string, FaultPlan>;

/** Bodies that do harm by their form. */
const hostile = {
  'deep-json': refused(() => ({
    ...json(200, null),
    text: `{"success":true,"a":${'['.repeat(deepestNesting)}${']'.repeat(deepestNesting)}}`,
  })),
  'huge-json': refused(() =>
    json(200, {
      success: true,
      items: Array.from({ length: 60_000 }, (_, index) => ({ index, text: 'x'.repeat(40) })),
    }),
  ),
  'repeats-key': refused(({ key }) =>
    json(500, { success: false, message: `Invalid token ${key}`, error: key }),
  ),
  '403-repeats-key': refused(({ key, route }) =>
    documented.refusal(403, route, `Not allowed for key ${key}.`),
  ),
} satisfies Record<string, FaultPlan>;

export const lyingPlans = { ...contradictions, ...undecided, ...misleading, ...hostile } satisfies Record<
  string,
  FaultPlan
>;
