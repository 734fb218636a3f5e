/**
 * Every `type` of Block Kit that the stand-in checks, whatever it is good for. One that is not here may be Slack's all the
 * same; one that is here and stands where it does not belong is certainly wrong. Source: @slack/types 3.2.
 */
export const knownTypes: ReadonlySet<string> = new Set(
  `actions alert card carousel container context context_actions data_table divider file header image input markdown plan
  rich_text section table task_card video
  button channels_select checkboxes conversations_select datepicker datetimepicker email_text_input external_select
  feedback_buttons file_input icon_button multi_channels_select multi_conversations_select multi_external_select
  multi_static_select multi_users_select number_input overflow plain_text_input radio_buttons rich_text_input static_select
  timepicker url_text_input users_select workflow_button
  mrkdwn plain_text raw_number raw_text
  broadcast channel color date emoji link team text user usergroup
  rich_text_list rich_text_preformatted rich_text_quote rich_text_section`.split(/\s+/u),
);
