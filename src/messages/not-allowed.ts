import type { Leavers, Verdict } from '../leaving/rules.ts';

type Rule = Extract<Verdict, { kind: 'refused' }>['rule'];

/** Each rule that refuses, in a few words for the audit line. */
export const ruleWords: Readonly<Record<Rule, string>> = {
  leavers: 'not one of those who may leave groups',
  guest: 'guests may not',
  bot: 'bots may not',
  deactivated: 'the account is deactivated',
  'other-organisation': 'people from other organisations may not',
  'not-checked': 'Slack could not say who it was',
};

const sentences: Readonly<Record<Exclude<Rule, 'leavers'>, string>> = {
  guest: 'Guests may not take the number out of WhatsApp groups.',
  bot: 'Bots may not take the number out of WhatsApp groups.',
  deactivated: 'This account is deactivated.',
  'other-organisation': 'People from other organisations may not take the number out of WhatsApp groups.',
  'not-checked':
    'Slack could not say who you are just now, and without that nobody may. Try again in a moment.',
};

/** Tells the person alone why not, and who may. */
export function notAllowedText(rule: Rule, leavers: Leavers): string {
  const who = whoMay(leavers);
  if (rule === 'leavers')
    return `Nothing was done. Here ${who} may take the number out of WhatsApp groups; ask one of them.`;
  return `Nothing was done. ${sentences[rule]}${rule === 'not-checked' ? '' : ` Here ${who} may; ask one of them.`}`;
}

export function whoMay(leavers: Leavers): string {
  if (leavers === 'admins') return 'workspace admins and owners';
  if (leavers === 'everyone') return 'members of this workspace';
  return leavers.length === 0 ? 'nobody' : leavers.map((userId) => `<@${userId}>`).join(', ');
}
