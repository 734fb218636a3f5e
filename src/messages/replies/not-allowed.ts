import type { Rule } from '../../leaving/rules/rules.ts';
import type { Leavers, WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { countOf } from '../block-kit/group-label.ts';
import { escapeMrkdwn } from '../block-kit/mrkdwn.ts';

/** Each rule that refuses, in a few words for the audit line. */
const ruleWords: Readonly<Record<Rule, string>> = {
  leavers: 'not one of those who may leave groups',
  guest: 'guests may not',
  bot: 'bots may not',
  deactivated: 'the account is deactivated',
  'other-organisation': 'people from other organisations may not',
  'not-checked': 'Slack could not say who it was',
  channel: 'not from this channel',
  session: 'not this number from this channel',
  protected: 'a group is protected',
  'daily-cap': 'the number’s daily cap is reached',
  'own-request': 'nobody approves their own request',
  'not-admin': 'only admins and owners may',
  'all-stopped': 'everything is stopped',
};

/** The words for a rule as the ledger keeps it; a rule of another version stands as it is. */
export function ruleWord(rule: string): string {
  return Object.hasOwn(ruleWords, rule) ? ruleWords[rule as Rule] : escapeMrkdwn(rule);
}

const nothing = 'Nothing was done.';

/** Tells the person alone why not, and who or what may. */
export function notAllowedText(rule: Rule, settings: WorkspaceSettings): string {
  const who = whoMay(settings.leavers);
  switch (rule) {
    case 'leavers':
      return `${nothing} Here ${who} may take the number out of WhatsApp groups; ask one of them.`;
    case 'channel':
      return `${nothing} Groups may be left only from ${settings.channels.map((channel) => `<#${channel}>`).join(', ')}. Type the command there.`;
    case 'session':
      return `${nothing} This number may not be used from this channel. Type the command in the channel it belongs to.`;
    case 'all-stopped':
      return `${nothing} <@${settings.stoppedBy}> has stopped everything. An admin lifts that on the app’s Home tab.`;
    case 'not-checked':
      return `${nothing} Slack could not say who you are just now, and without that nobody may. Try again in a moment.`;
    case 'protected':
      return `${nothing} One of the groups is protected, or may be. Wait until the names are shown, then confirm again.`;
    case 'daily-cap':
      return `${nothing} The number has reached its daily cap.`;
    case 'own-request':
      return `${nothing} This is your own request, so others decide about it. To end it, press Stop.`;
    case 'not-admin':
      return `${nothing} Connection and rules are changed by admins and owners; ask one of them.`;
    default:
      return `${nothing} ${sentences[rule]} Here ${who} may; ask one of them.`;
  }
}

const sentences: Readonly<Record<'guest' | 'bot' | 'deactivated' | 'other-organisation', string>> = {
  guest: 'Guests may not take the number out of WhatsApp groups.',
  bot: 'Bots may not take the number out of WhatsApp groups.',
  deactivated: 'This account is deactivated.',
  'other-organisation': 'People from other organisations may not take the number out of WhatsApp groups.',
};

/** The daily cap with its numbers. */
export function overCapText({ used, cap }: { readonly used: number; readonly cap: number }): string {
  const room = Math.max(0, cap - used);
  const left = room === 0 ? 'none is left now' : `${countOf(room, 'group')} may be asked for now`;
  return `${nothing} Here a number leaves at most ${countOf(cap, 'group')} in 24 hours, and ${left}. Ask for fewer, or later.`;
}

export function whoMay(leavers: Leavers): string {
  if (leavers === 'admins') return 'admins and owners';
  if (leavers === 'everyone') return 'members of this workspace';
  const { users, userGroups } = leavers;
  const named = [...users.map((id) => `<@${id}>`), ...userGroups.map((id) => `the user group ${id}`)];
  return named.length === 0 ? 'nobody' : named.join(', ');
}
