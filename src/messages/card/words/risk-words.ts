import type { Risk } from '../../../leaving/events.ts';

/** What somebody should know before a group is left. */
export const riskWords = {
  'only-admin': 'the number is its only admin; WhatsApp may choose another',
  'last-member': 'the number is its last member; the group ends with it',
  'last-of-community': 'with it the number leaves its whole community',
  'left-before': 'left before by this app, and still listed; the list may be an old copy',
} as const satisfies Record<Risk, string>;
