import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';

/** What a failed call to Slack means for who made it. */
export type SlackFailure =
  /** Worth another try, not before `retryAfterMs`. */
  | { readonly kind: 'later'; readonly retryAfterMs: number }
  /** This message cannot be edited any more. */
  | { readonly kind: 'message-gone'; readonly code: string }
  /** Nothing can be posted there; somewhere else it may. */
  | { readonly kind: 'place-closed'; readonly code: string }
  /** The token is no longer good for anything. */
  | { readonly kind: 'workspace-gone'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string };

/** https://docs.slack.dev/reference/methods/chat.update#errors */
const messageGone = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
]);

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const placeClosed = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'messages_tab_disabled',
  'user_not_found',
  'cannot_dm_bot',
  'missing_scope',
]);

const workspaceGone = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'team_access_not_granted',
  'org_login_required',
]);

const passing = new Set([
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

const pauseAfterFaultMs = 5_000;

/** Sorts whatever a call to Slack threw. Anything that is no answer of Slack counts as a passing fault. */
export function sortSlackFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'later', retryAfterMs: error.retryAfter * 1000 };
  if (!(error instanceof WebAPIPlatformError)) return { kind: 'later', retryAfterMs: pauseAfterFaultMs };
  const code = error.data.error;
  if (passing.has(code)) return { kind: 'later', retryAfterMs: pauseAfterFaultMs };
  if (messageGone.has(code)) return { kind: 'message-gone', code };
  if (placeClosed.has(code)) return { kind: 'place-closed', code };
  if (workspaceGone.has(code)) return { kind: 'workspace-gone', code };
  return { kind: 'refused', code };
}

/** True for Slack's words for "that took longer than three seconds". */
export function isExpiredTrigger(error: unknown): boolean {
  return (
    error instanceof WebAPIPlatformError &&
    ['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id', 'trigger_expired'].includes(
      error.data.error,
    )
  );
}

/** True when a modal could not be changed because the person has closed, sent or moved it on. */
export function isModalGone(error: unknown): boolean {
  return (
    error instanceof WebAPIPlatformError &&
    ['not_found', 'view_not_found', 'hash_conflict'].includes(error.data.error)
  );
}

/** True when the step of a workflow takes no end any more: it has one, or its workflow is gone. */
export function isStepOver(error: unknown): boolean {
  return (
    error instanceof WebAPIPlatformError &&
    ['execution_not_in_running_state', 'function_execution_not_found'].includes(error.data.error)
  );
}
