/** What one of Slack's error codes means for a message that was to be shown. */
export type CodeMeaning =
  /** It may be taken a little later. */
  | 'passing'
  /** That message cannot be edited any more; a new one can be posted. */
  | 'message-gone'
  /** Nothing of ours is taken there; somewhere else it may. */
  | 'place-closed'
  /** The place is open, but not for this content. */
  | 'content-refused';

/**
 * Sorted by hand from the error lists of chat.postMessage, chat.update, chat.postEphemeral and functions.complete*, with
 * those that any method may answer, as of August 2026. https://docs.slack.dev/reference/methods
 * A code that is not here is passing: taken for final, it would silence a result.
 */
const codesOf = {
  passing: `
    accesslimited duplicate_message_not_found external_channel_migrating fatal_error internal_error
    message_limit_exceeded org_login_required rate_limited ratelimited request_timeout service_unavailable
    streaming_state_conflict team_access_not_granted team_added_to_org token_expired update_failed
  `,
  'message-gone': 'cant_update_message edit_window_closed is_inactive message_not_found',
  'place-closed': `
    access_denied account_inactive app_access_restricted cannot_dm_bot cannot_reply_to_message
    channel_not_found deprecated_endpoint ekm_access_denied enterprise_is_restricted invalid_auth is_archived
    is_bot messages_tab_disabled method_deprecated missing_scope no_permission not_allowed_token_type
    not_authed not_in_channel posting_to_channel_denied restricted_action
    restricted_action_non_threadable_channel restricted_action_read_only_channel
    restricted_action_thread_locked restricted_action_thread_only_channel send_on_behalf_not_allowed
    team_not_found token_revoked two_factor_setup_required unknown_method user_disabled user_not_found
    user_not_in_channel user_not_visible
  `,
  'content-refused': `
    attachment_payload_limit_exceeded block_mismatch invalid_arg_name invalid_args invalid_arguments
    invalid_array_arg invalid_attachments invalid_blocks invalid_blocks_format invalid_form_data
    invalid_metadata_format invalid_metadata_schema markdown_text_conflict metadata_must_be_sent_from_app
    metadata_too_large msg_blocks_too_long msg_too_long no_text parameter_validation_failed
    slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked
    slack_connect_lists_sharing_blocked too_many_attachments too_many_contact_cards
  `,
} as const satisfies Record<CodeMeaning, string>;

const meaningOf: ReadonlyMap<string, CodeMeaning> = new Map(
  (Object.entries(codesOf) as [CodeMeaning, string][]).flatMap(([meaning, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, meaning] as const),
  ),
);

/** What a code means; every code nobody has sorted is passing. */
export function meaningOfCode(code: string): CodeMeaning {
  return meaningOf.get(code) ?? 'passing';
}
