import * as waha from '../answering/waha-answers.ts';
import { engine, type FaultPlan, refused } from './plan.ts';

/** Texts after `exception.details` are whatsmeow's (errors.go). */
export const enginePlans = {
  '401-waha': refused(() => waha.wahaUnauthorized()),
  '404-route': refused((asked) => waha.routeNotFound(asked)),
  '404-session-waha': refused(() => waha.wahaSessionNotFound()),
  '422-starting': refused(({ sessionId }) => waha.sessionNotWorking(sessionId ?? '', 'STARTING')),
  '500-not-in-group': engine("you're not participating in that group"),
  '500-not-acceptable': engine('info query returned status 406: not-acceptable'),
  '500-rate-overlimit': engine('info query returned status 429: rate-overlimit'),
  '500-rate-overlimit-noweb': refused((asked) => waha.nowebError('rate-overlimit', 429, asked)),
  '500-iq-timeout': engine('info query timed out'),
  '500-disconnected': engine('websocket disconnected before info query returned response'),
  '500-bad-jid': engine('failed to parse device from JID: strconv.Atoi: parsing "x": invalid syntax'),
  '500-unavailable': engine('No connection established. Last error: connect ECONNREFUSED /run/gows.sock', 14),
  '500-webjs': refused((asked) => waha.webjsTypeError(asked)),
} satisfies Record<string, FaultPlan>;
