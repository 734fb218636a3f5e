import type { AnswerClass } from '../../leaving/outcome.ts';

/** What an answer of the API means, and what a person can do next. */
export interface AnswerWords {
  readonly means: string;
  readonly next: string;
}

/** Every class of answer that ends a leave without having left. The numbers are Wasend's own codes. */
export const answerWords: Readonly<Record<Exclude<AnswerClass, 'accepted'>, AnswerWords>> = {
  'already-out': { means: 'The number is not in this group.', next: 'There is nothing left to do.' },
  owner: {
    means: 'The number owns this group, and Wasend does not let an owner leave (403).',
    next: 'Hand the group over or leave it in WhatsApp itself.',
  },
  forbidden: {
    means:
      'Wasend does not allow it (403): the number is not a member, owns the group, or the group is locked.',
    next: 'Look at the group in WhatsApp.',
  },
  'group-not-found': { means: 'Wasend does not know this group (404).', next: 'Check the group’s id.' },
  'session-missing': {
    means: 'Wasend does not know this session (404).',
    next: 'An admin checks the session in Wasend, then the groups can be asked for again.',
  },
  'session-down': {
    means: 'The session is not connected to WhatsApp (422).',
    next: 'Restart or scan the session in Wasend, then ask again.',
  },
  unauthorized: {
    means: 'Wasend refused the API key (401).',
    next: 'An admin replaces the key, then the groups can be asked for again.',
  },
  'rate-limited': {
    means: 'Wasend’s limit of calls was reached again and again (429).',
    next: 'Ask again in a few minutes.',
  },
  'whatsapp-limited': {
    means: 'WhatsApp itself limits this number for now.',
    next: 'Give the number some hours of rest, then ask again.',
  },
  'bad-id': { means: 'Wasend does not take this group id (400).', next: 'Check the group’s id.' },
  rejected: { means: 'Wasend refused.', next: 'Its words above say why.' },
  'not-sent': {
    means: 'Wasend could not be reached; the call never left.',
    next: 'Ask again when Wasend is back.',
  },
  unknown: {
    means:
      'No definite answer came back (an error such as 500, or none at all), so the group is looked at instead.',
    next: 'It is not asked a second time by itself.',
  },
};

/** Why a whole request could not go on. */
export const haltWords = {
  unauthorized: 'Wasend refused the API key (401). An admin replaces it, then ask again.',
  'session-missing': 'Wasend does not know the session (404). An admin checks it in Wasend, then ask again.',
  'session-down':
    'The session is not connected to WhatsApp (422). Restart or scan it in Wasend, then ask again.',
  'not-connected': 'This workspace is no longer connected to Wasend with the key the request began with.',
} as const;
