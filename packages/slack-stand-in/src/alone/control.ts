import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from '../post-over-http.ts';
import type { SlackStandIn } from '../slack-stand-in.ts';
import { addressOf } from '../wire/address.ts';
import { type HttpAnswer, send } from '../wire/answer-call.ts';
import { readArguments } from '../wire/request-body.ts';
import { actsOf } from './acts.ts';
import type { AppManifest } from './manifest.ts';
import { channelIdOf, userIdOf } from './names.ts';
import { showMessages, showViews, showWorld } from './show.ts';

/** Where people are driven from; no path of Slack's begins so. */
export const controlPath = '/_stand-in/';

const pageFile = (name: string) => readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8');
const refusal = (status: number, error: string): HttpAnswer => ({ status, body: { ok: false, error } });

/**
 * The control API: GET reads (`world`, `messages`, `views`, `problems`, `calls`), POST acts. A POST must be JSON, which no
 * page of another origin can send without asking first. What goes wrong is answered in a sentence, with 400.
 */
export function createControl(slack: SlackStandIn, manifest: AppManifest) {
  const acts = actsOf(slack, manifest);
  const reads: Readonly<Record<string, (query: URLSearchParams) => unknown>> = {
    world: () => showWorld(slack, manifest),
    messages: (query) => ({
      messages: showMessages(
        slack,
        channelIdOf(slack.world, query.get('channel') ?? ''),
        userIdOf(slack.world, query.get('user') ?? 'mei'),
      ),
    }),
    views: (query) => showViews(slack, userIdOf(slack.world, query.get('user') ?? 'mei')),
    problems: () => ({ problems: slack.problems, notes: slack.notes }),
    calls: () => ({ calls: slack.journal.map(({ token: _, ...call }) => call) }),
  };

  const read = (name: string, query: URLSearchParams): HttpAnswer => {
    if (name === '') return { status: 200, body: pageFile('page.html') };
    if (name === 'page.js')
      return { status: 200, headers: { 'content-type': 'text/javascript' }, body: pageFile(name) };
    const find = Object.hasOwn(reads, name) ? reads[name] : undefined;
    if (!find)
      return refusal(404, `nothing to read is called ${name}; there is ${Object.keys(reads).join(', ')}`);
    return { status: 200, body: { ok: true, ...(find(query) as object) } };
  };

  const act = async (name: string, request: IncomingMessage): Promise<HttpAnswer> => {
    const run = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!run) return refusal(404, `no act is called ${name}; there is ${Object.keys(acts).join(', ')}`);
    if (!request.headers['content-type']?.startsWith('application/json')) return refusal(415, 'send JSON');
    const body = await readArguments(request);
    if ('refusal' in body) return refusal(400, body.refusal);
    const { deliveries, more = {} } = await run(body.args);
    for (const delivery of deliveries) noteUnanswered(slack, name, delivery);
    return { status: 200, body: { ok: deliveries.every(isAcknowledged), deliveries, ...more } };
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = addressOf(request);
    const name = address?.pathname.slice(controlPath.length) ?? '';
    try {
      const isReading = request.method === 'GET';
      send(
        response,
        isReading ? read(name, address?.searchParams ?? new URLSearchParams()) : await act(name, request),
      );
    } catch (error) {
      send(response, refusal(400, error instanceof Error ? error.message : String(error)));
    }
  };
}

const isAcknowledged = ({ status }: Delivery): boolean => status >= 200 && status < 300;

/** Real Slack shows the person an error then; an app that is not there yet is no problem of the app. */
function noteUnanswered(slack: SlackStandIn, act: string, delivery: Delivery): void {
  if (delivery.timedOut)
    slack.noteProblem(act, 'the app did not acknowledge in time; Slack gives it three seconds');
  else if (delivery.connectionFailure === null && !isAcknowledged(delivery))
    slack.noteProblem(act, `the app answered with status ${delivery.status}`);
}
