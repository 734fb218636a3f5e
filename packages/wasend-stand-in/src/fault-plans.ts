import { type Answer, empty, html, json, plainText } from './answer.ts';
import * as documented from './documented-answers.ts';
import type { Route } from './match-route.ts';
import * as waha from './waha-answers.ts';

/** What a fault's answer may speak of. */
interface Faulted extends waha.Asked {
  readonly route: Route;
  readonly sessionId: string | null;
}

/** How one call goes wrong: whether the work is done all the same, and how the call ends. */
export interface FaultPlan {
  readonly does: boolean;
  /** `slow` waits at the gate, then goes on as if nothing were; `never` leaves the caller waiting. */
  readonly ends: 'answered' | 'slow' | 'never' | 'cut' | 'cut-mid-body' | 'huge';
  /** Left out: the answer that would have come without the fault. */
  readonly answer?: (asked: Faulted) => Answer;
}

const refused = (answer: (asked: Faulted) => Answer): FaultPlan => ({
  does: false,
  ends: 'answered',
  answer,
});
const done = (answer: (asked: Faulted) => Answer): FaultPlan => ({ does: true, ends: 'answered', answer });
const engine = (details: string, code: 2 | 14 = 2): FaultPlan =>
  refused((asked) => waha.gowsError(details, asked, code));

const limitResetMs = 60_000;

const documentedPlans = {
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

/** Texts after `exception.details` are whatsmeow's (errors.go). */
const wahaPlans = {
  '401-waha': refused(() => waha.wahaUnauthorized()),
  '404-route': refused((asked) => waha.routeNotFound(asked)),
  '404-session-waha': refused(() => waha.wahaSessionNotFound()),
  '422-starting': refused(({ sessionId }) => waha.sessionNotWorking(sessionId ?? '', 'STARTING')),
  '500-not-in-group': engine("you're not participating in that group"),
  '500-not-acceptable': engine('info query returned status 406: not-acceptable'),
  '500-rate-overlimit': engine('info query returned status 429: rate-overlimit'),
  '500-rate-overlimit-noweb': refused((asked) => waha.nowebRateOverlimit(asked)),
  '500-iq-timeout': engine('info query timed out'),
  '500-disconnected': engine('websocket disconnected before info query returned response'),
  '500-bad-jid': engine('failed to parse device from JID: strconv.Atoi: parsing "x": invalid syntax'),
  '500-unavailable': engine('No connection established. Last error: connect ECONNREFUSED /run/gows.sock', 14),
  '500-webjs': refused((asked) => waha.webjsTypeError(asked)),
} satisfies Record<string, FaultPlan>;

const badGateway =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';
const gatewayTimeout = '<html><body>Gateway Time-out</body></html>';
const ownerSentence = { message: 'Failed to leave the group.', error: 'You cannot leave a group you own.' };

const edgePlans = {
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

const transportPlans = {
  slow: { does: true, ends: 'slow' },
  hang: { does: false, ends: 'never' },
  cut: { does: false, ends: 'cut' },
  'cut-mid-body': { does: true, ends: 'cut-mid-body' },
  huge: { does: true, ends: 'huge' },
  'done-but-cut': { does: true, ends: 'cut' },
  'done-but-timed-out': { does: true, ends: 'never' },
  'done-but-500': done(({ route }) => documented.internalError(route)),
  'done-but-504': done(() => html(504, gatewayTimeout)),
} satisfies Record<string, FaultPlan>;

/** Every way a call can go wrong, by name. `redirect` keeps the method and the headers: a client that follows is caught. */
export const faultPlans = {
  ...documentedPlans,
  ...wahaPlans,
  ...edgePlans,
  ...transportPlans,
} satisfies Record<string, FaultPlan>;
export type FaultKind = keyof typeof faultPlans;
