import type { Rule } from '../../leaving/rules/rules.ts';

/** Each rule that refuses, in a few words, for those who were not refused themselves. */
export const ruleWords = {
  leavers: 'not one of those who may leave groups',
  guest: 'guests may not',
  bot: 'bots may not',
  deactivated: 'the account is deactivated',
  'other-organisation': 'people from other organisations may not',
  'not-checked': 'Slack could not say who it was',
  channel: 'not from this channel',
  session: 'not this number from this channel',
  protected: 'a group is protected',
  'daily-cap': 'the number has left as many groups as it may in 24 hours',
  'own-request': 'nobody approves their own request',
  'not-admin': 'only admins and owners may',
  'all-stopped': 'everything is stopped',
} as const satisfies Record<Rule, string>;
