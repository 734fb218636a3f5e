import type { Evidence } from '../../../leaving/outcome.ts';
import { clock } from '../../block-kit/times.ts';

/** What a look saw; follows `At 3:14 PM`. */
export const evidenceWords = {
  'named-as-member': 'its member list still showed the number',
  'members-without-us': 'its member list no longer showed the number',
  'refused-as-outsider': 'Wasend no longer showed it to this number',
  'absent-from-list': 'it was no longer in the number’s list of groups',
  'still-in-list': 'the number’s list still had it, which may be an old copy',
  'list-empty': 'the number’s list of groups came empty',
  'list-not-whole': 'the number’s list of groups was not complete',
  'members-not-told': 'Wasend did not tell its members',
  'name-not-seen-before': 'its members were told by names that do not show this number',
  'refused-unclear': 'Wasend refused to show it and did not say clearly why',
  'group-unread': 'it could not be read',
  'not-connected': 'the workspace was not connected to Wasend',
  'not-looked': 'it could not be looked at',
} as const satisfies Record<Evidence, string>;

/** `At 3:14 PM its member list still showed the number.` */
export function evidenceSentence(evidence: Evidence, at: number, now: number): string {
  return `At ${clock(at, now)} ${evidenceWords[evidence]}.`;
}
