import type { Blocked, Warning } from '../../../leaving/before/judge-groups.ts';
import { riskWords } from '../../card/words/risk-words.ts';

/** Why a group stays as it is. */
export const blockedWords = {
  'not-a-member': 'the number is not in it',
  owner: 'the number owns it, and Wasend does not let an owner leave',
  community: 'a whole community; leave it in WhatsApp',
  'announcement-group': 'the announcements of a community; leave the community in WhatsApp',
  'session-down': 'the number is not connected to WhatsApp',
  protected: 'protected here',
} as const satisfies Record<Blocked, string>;

/** What to look at before leaving. */
export const warningWords = {
  ...riskWords,
  'facts-missing': 'Wasend did not tell everything about it',
} as const satisfies Record<Warning, string>;

/** The same where there is little room. */
export const blockedShort = {
  'not-a-member': 'not in it',
  owner: 'owner: cannot leave',
  community: 'a community',
  'announcement-group': 'announcements of a community',
  'session-down': 'number not connected',
  protected: 'protected here',
} as const satisfies Record<Blocked, string>;
