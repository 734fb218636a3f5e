import { z } from 'zod';
import { SessionId } from '../../leaving/ids.ts';
import type { SessionFacts } from '../../leaving/ports/wasend.ts';
import { idIn, isObject, text } from './fields.ts';

/** Sessions beyond are not read: an account has a handful. */
const mostSessions = 1_000;

const Me = z
  .looseObject({ id: z.unknown().optional(), lid: z.unknown().optional(), pushName: text })
  .nullish()
  .catch(null);
const Details = z.looseObject({
  uniqueSessionId: text,
  name: text,
  sessionName: text,
  phoneNumber: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  status: text,
  me: Me,
});

/** One session in any known shape: flat, under `session`, with its engine under `downstream`, wrapped in `data`. */
const AnySession = z.looseObject({
  ...Details.shape,
  session: Details.nullish().catch(null),
  downstream: z.looseObject({ status: text }).nullish().catch(null),
});

/** Null when it is no session that can be addressed. Sources: wasend.dev/docs, @wasend/core 1.3.3, WAHA. */
export function readSession(value: unknown): SessionFacts | null {
  const parsed = AnySession.safeParse(isObject(value) && isObject(value.data) ? value.data : value);
  if (!parsed.success) return null;
  const item = parsed.data;
  const details = item.session ?? item;
  const sessionId = SessionId.safeParse(
    details.uniqueSessionId ?? item.uniqueSessionId ?? details.name ?? item.name,
  );
  if (!sessionId.success) return null;
  const status = (item.status ?? details.status ?? item.downstream?.status ?? 'NOT KNOWN').toUpperCase();
  const me = item.me ?? details.me;
  return {
    sessionId: sessionId.data,
    name: details.sessionName ?? me?.pushName ?? null,
    phoneNumber: asNumber(details.phoneNumber ?? idIn(me?.id)),
    lid: idIn(me?.lid),
    status,
    health: healthOf(status),
  };
}

/** WAHA tells the number as a JID, with the device behind it: what people know it by is in front. */
function asNumber(told: string | null): string | null {
  const digits = /^(\d{7,15})(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/.exec(told ?? '')?.[1];
  return digits === undefined ? told : `+${digits}`;
}

/** Null when it is no list of sessions; entries that cannot be addressed are left out. */
export function readSessions(value: unknown): SessionFacts[] | null {
  const rows = Array.isArray(value) ? value : isObject(value) ? (value.sessions ?? value.data) : null;
  return Array.isArray(rows) ? rows.slice(0, mostSessions).flatMap((one) => readSession(one) ?? []) : null;
}

/** WAHA's and Wasend's status words; one that is new counts as not known, and so as not usable. */
function healthOf(status: string): SessionFacts['health'] {
  if (status === 'WORKING' || status === 'CONNECTED') return 'usable';
  if (status === 'STARTING') return 'starting';
  if (['SCAN_QR_CODE', 'QR_REQUIRED', 'CREATED'].includes(status) || status.startsWith('PASSKEY_'))
    return 'needs-a-person';
  return ['STOPPED', 'FAILED', 'ERROR'].includes(status) ? 'down' : 'not-known';
}
