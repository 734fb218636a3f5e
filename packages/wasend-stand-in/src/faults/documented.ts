import { json } from '../answering/answer.ts';
import * as documented from '../answering/documented-answers.ts';
import * as waha from '../answering/waha-answers.ts';
import { type FaultPlan, refused } from './plan.ts';

const limitResetMs = 60_000;

/** The statuses Wasend documents, and each way to tell a limit. */
export const documentedPlans = {
  '400': refused(({ route }) => documented.invalidGroupId(route)),
  '401': refused(() => documented.invalidApiKey()),
  '403-not-member': refused(({ route }) => documented.notMember(route)),
  '403-owner': refused(({ route }) => documented.groupOwner(route)),
  '403-locked': refused(({ route }) => documented.groupLocked(route)),
  '404-session': refused(({ route }) => documented.sessionNotFound(route)),
  '404-group': refused(({ route }) => documented.groupNotFound(route)),
  '429': refused(({ route }) => documented.rateLimitExceeded(route)),
  '429-retry-after': refused(({ route }) => documented.rateLimitExceeded(route, { 'retry-after': '60' })),
  '429-date': refused(({ route, at }) => {
    const retryAt = new Date(Math.ceil((at + limitResetMs) / 1000) * 1000);
    return documented.rateLimitExceeded(route, { 'retry-after': retryAt.toUTCString() });
  }),
  '429-epoch': refused(({ route, at }) =>
    documented.rateLimitExceeded(route, {
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil((at + limitResetMs) / 1000)),
    }),
  ),
  '429-body': refused(() => json(429, { message: 'Too many requests', retry_after: 60 })),
  '429-throttler': refused(() => waha.throttled()),
  '500': refused(({ route }) => documented.internalError(route)),
} satisfies Record<string, FaultPlan>;
