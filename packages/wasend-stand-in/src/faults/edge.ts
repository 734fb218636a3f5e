import { empty, html, json, plainText } from '../answering/answer.ts';
import * as documented from '../answering/documented-answers.ts';
import { done, type FaultPlan, refused } from './plan.ts';

const badGateway =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';
export const gatewayTimeout = '<html><body>Gateway Time-out</body></html>';
const ownerSentence = { message: 'Failed to leave the group.', error: 'You cannot leave a group you own.' };

/** What gateways and proxies answer, and successes in other clothes. */
export const edgePlans = {
  '402': refused(() =>
    json(402, { success: false, message: 'Your plan has expired.', error: 'Payment Required' }),
  ),
  '409': refused(() => json(409, { success: false, message: 'Conflict' })),
  'error-object': refused(() =>
    json(400, { error: { code: 'invalid_group', message: 'Invalid groupId.', details: {} } }),
  ),
  '502-html': refused(() => html(502, badGateway)),
  '503-html': refused(() =>
    html(503, '<html><body>Service Unavailable</body></html>', { 'retry-after': '30' }),
  ),
  '504-html': refused(() => html(504, gatewayTimeout)),
  '200-html': refused(() => html(200, '<!doctype html><title>Wasend</title>')),
  '200-false': refused(() => json(200, { success: false })),
  '200-false-owner': refused(() => json(200, { success: false, ...ownerSentence })),
  'ok-but-not-done': refused(() => json(200, documented.leftTheGroup)),
  redirect: refused(({ path }) => empty(307, { location: `/redirected${path}`, 'content-length': '0' })),
  'ok-201': done(() => json(201, documented.leftTheGroup)),
  'ok-error-null': done(() => json(200, { ...documented.leftTheGroup, error: null })),
  'empty-201': done(() => empty(201, { 'content-length': '0' })),
  null: done(() => json(200, null)),
  text: done(() => plainText(200, 'OK')),
} satisfies Record<string, FaultPlan>;
