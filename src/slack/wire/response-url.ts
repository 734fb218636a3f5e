import { z } from 'zod';
import { ResponseUrlRefused } from './slack-errors.ts';
import type { Fetch } from './web-clients.ts';

/** Slack answers `ok`, or a refusal as JSON; with some refusals as bare words. */
const Refusal = z.object({ ok: z.literal(false), error: z.string().max(100) });

const mostAnswerCharacters = 2_000;

/**
 * Posts to a `response_url`, which takes five messages within half an hour. `body` says `response_type` and
 * `replace_original` itself: what Slack takes where they are missing depends on where the address came from. Throws
 * ResponseUrlRefused with Slack's code, and whatever `fetch` throws.
 */
export async function postToResponseUrl(
  responseUrl: string,
  body: object,
  { fetch }: { readonly fetch: Fetch },
): Promise<void> {
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
  });
  const answer = (await response.text()).slice(0, mostAnswerCharacters);
  const { status } = response;
  if (status === 429 || status >= 500) throw new Error(`Slack answered ${status} at a response_url`);
  const code = refusalIn(answer) ?? (response.ok ? null : bareCode(answer, status));
  if (code !== null) throw new ResponseUrlRefused(code);
}

function refusalIn(answer: string): string | null {
  try {
    const refusal = Refusal.safeParse(JSON.parse(answer));
    return refusal.success ? refusal.data.error : null;
  } catch {
    return null;
  }
}

function bareCode(answer: string, status: number): string {
  return /^[a-z][a-z_]{2,60}$/.test(answer.trim()) ? answer.trim() : `status_${status}`;
}
