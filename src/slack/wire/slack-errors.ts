import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { type CodeMeaning, meaningOfCode } from './slack-codes.ts';

/** What a failed call to Slack means for who made it. */
export type SlackFailure =
  | { readonly kind: CodeMeaning; readonly code: string }
  /** Slack gave no answer of its own, or asked to wait: `retryAfterMs` is null where it named no time. */
  | { readonly kind: 'unreachable'; readonly code: string; readonly retryAfterMs: number | null };

/** A `response_url` did not take what was posted. `code` is Slack's own, or the HTTP status it came with. */
export class ResponseUrlRefused extends Error {
  override name = 'ResponseUrlRefused';
  readonly code: string;

  constructor(code: string) {
    super(`A response_url was refused: ${code}`);
    this.code = code;
  }
}

/** Sorts whatever a call to Slack threw. Anything that is no answer of Slack counts as out of reach. */
export function sortSlackFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'unreachable', code: 'ratelimited', retryAfterMs: Math.max(1, error.retryAfter) * 1000 };
  if (error instanceof WebAPIPlatformError)
    return { kind: meaningOfCode(error.data.error), code: error.data.error };
  if (error instanceof ResponseUrlRefused) return { kind: meaningOfResponse(error.code), code: error.code };
  const code = Error.isError(error) && 'code' in error ? String(error.code) : 'no-answer';
  return { kind: 'unreachable', code, retryAfterMs: null };
}

/** An address that is used up or too old stays so; each try costs one of its five uses. */
function meaningOfResponse(code: string): CodeMeaning {
  return meaningOfCode(code) === 'content-refused' ? 'content-refused' : 'place-closed';
}

/** True for Slack's words for "that took longer than three seconds". */
export function isExpiredTrigger(error: unknown): boolean {
  return isOneOf(error, [
    'expired_trigger_id',
    'exchanged_trigger_id',
    'invalid_trigger_id',
    'trigger_expired',
    'trigger_exchanged',
  ]);
}

/** True when a modal could not be changed because the person has closed, sent or moved it on. */
export function isModalGone(error: unknown): boolean {
  return isOneOf(error, ['not_found', 'view_not_found', 'hash_conflict']);
}

/** True when the step of a workflow takes no end any more: it has one, or its workflow is gone. */
export function isStepOver(error: unknown): boolean {
  return isOneOf(error, ['execution_not_in_running_state', 'function_execution_not_found']);
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof WebAPIPlatformError && codes.includes(error.data.error);
}
