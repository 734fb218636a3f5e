import type { Leavers, Verdict } from '../leaving/rules.ts';
import type { WorkspaceSettings } from '../leaving/settings.ts';

type Rule = Extract<Verdict, { kind: 'refused' }>['rule'];

/** Each rule that refuses, in a few words for the audit line. */
export const ruleWords: Readonly<Record<Rule, string>> = {
  leavers: 'not one of those who may leave groups',
  guest: 'guests may not',
  bot: 'bots may not',
  deactivated: 'the account is deactivated',
  'other-organisation': 'people from other organisations may not',
  'not-checked': 'Slack could not say who it was',
  channel: 'not from this channel',
  protected: 'a group is protected',
  'all-stopped': 'everything is stopped',
};

const sentences: Readonly<Record<Exclude<Rule, 'leavers' | 'channel' | 'all-stopped'>, string>> = {
  guest: 'Guests may not take the number out of WhatsApp groups.',
  bot: 'Bots may not take the number out of WhatsApp groups.',
  deactivated: 'This account is deactivated.',
  'other-organisation': 'People from other organisations may not take the number out of WhatsApp groups.',
  'not-checked':
    'Slack could not say who you are just now, and without that nobody may. Try again in a moment.',
  protected: 'One of the groups is protected, or may be. Wait until the names are shown, then confirm again.',
};

/** Tells the person alone why not, and who or what may. */
export function notAllowedText(rule: Rule, settings: WorkspaceSettings): string {
  const who = whoMay(settings.leavers);
  switch (rule) {
    case 'leavers':
      return `Nothing was done. Here ${who} may take the number out of WhatsApp groups; ask one of them.`;
    case 'channel':
      return `Nothing was done. Groups may be left only from ${settings.channels.map((channel) => `<#${channel}>`).join(', ')}. Type the command there.`;
    case 'all-stopped':
      return `Nothing was done. <@${settings.stoppedBy}> has stopped everything. An admin lifts that on the app’s Home tab.`;
    case 'not-checked':
    case 'protected':
      return `Nothing was done. ${sentences[rule]}`;
    default:
      return `Nothing was done. ${sentences[rule]} Here ${who} may; ask one of them.`;
  }
}

export function whoMay(leavers: Leavers): string {
  if (leavers === 'admins') return 'workspace admins and owners';
  if (leavers === 'everyone') return 'members of this workspace';
  return leavers.length === 0 ? 'nobody' : leavers.map((userId) => `<@${userId}>`).join(', ');
}
