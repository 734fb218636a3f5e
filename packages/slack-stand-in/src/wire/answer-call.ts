import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { JournalEntry } from '../journal.ts';
import type { JsonObject } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string goes out as it is, anything else as JSON. */
  readonly body: unknown;
}

/** The call as the journal keeps it before it is answered. */
export type Arrived = Pick<JournalEntry, 'method' | 'token' | 'workspaceId' | 'args'>;

/** Writes the call down, does the work unless trouble was ordered for it, and answers, late or not at all where asked. */
export async function answerCall(
  slack: SlackParts,
  response: ServerResponse,
  arrived: Arrived,
  closing: AbortSignal,
  work: () => HttpAnswer,
): Promise<void> {
  const entry: JournalEntry = { ...arrived, status: 0, answer: null, at: slack.now() };
  slack.journal.entries.push(entry);
  const trouble = slack.knobState.nextTrouble(arrived.method);
  if (trouble.kind === 'hang') return;
  const answer: HttpAnswer =
    trouble.kind === 'fail'
      ? failure(trouble.status, trouble.error, trouble.retryAfterSeconds, trouble.more)
      : work();
  if (trouble.kind === 'cut-after-doing') {
    response.destroy();
    return;
  }
  entry.status = answer.status;
  entry.answer = answer.body;
  const delayMs = slack.knobState.delayMs(arrived.method);
  if (delayMs > 0) await pause(delayMs, undefined, { signal: closing }).catch(() => response.destroy());
  send(response, answer);
}

/** An HTTP answer that carries a Slack error code. */
export function failure(
  status: number,
  error: string,
  retryAfterSeconds?: number,
  more: JsonObject = {},
): HttpAnswer {
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return { status, headers, body: { ok: false, error, ...more } };
}

/** Sends the answer unless the caller has gone. */
export function send(response: ServerResponse, { status, headers = {}, body }: HttpAnswer): void {
  if (response.destroyed) return;
  const isText = typeof body === 'string';
  const type = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(isText ? body : JSON.stringify(body));
}
