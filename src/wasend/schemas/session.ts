import { z } from 'zod';
import { SessionId } from '../../leaving/ids.ts';
import type { SessionFacts } from '../../leaving/ports/wasend.ts';

const text = z.string().nullish();
const Details = z.looseObject({
  uniqueSessionId: text,
  name: text,
  sessionName: text,
  phoneNumber: text,
  status: text,
  me: z.looseObject({ id: text, lid: text, pushName: text }).nullish(),
});

/** One session in any known shape: flat, under `session`, with its engine under `downstream`, wrapped in `data`. */
const AnySession = z.looseObject({
  ...Details.shape,
  session: Details.nullish(),
  downstream: z.looseObject({ status: text }).nullish(),
});

/** Null when it is no session that can be addressed. Sources: wasend.dev/docs, @wasend/core 1.3.3, WAHA. */
export function readSession(value: unknown): SessionFacts | null {
  const parsed = AnySession.safeParse(unwrap(value));
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
    phoneNumber: details.phoneNumber ?? me?.id ?? null,
    lid: me?.lid ?? null,
    status,
    health: healthOf(status),
  };
}

/** Null when it is no list of sessions; entries that cannot be addressed are left out. */
export function readSessions(value: unknown): SessionFacts[] | null {
  const list = z
    .union([
      z.array(z.unknown()),
      z.looseObject({ sessions: z.array(z.unknown()) }).transform(({ sessions }) => sessions),
      z.looseObject({ data: z.array(z.unknown()) }).transform(({ data }) => data),
    ])
    .safeParse(value);
  return list.success ? list.data.flatMap((one) => readSession(one) ?? []) : null;
}

function unwrap(value: unknown): unknown {
  const wrapped = z.looseObject({ data: z.looseObject({}) }).safeParse(value);
  return wrapped.success ? wrapped.data.data : value;
}

/** WAHA's and Wasend's status words; one that is new counts as not known, and so as not usable. */
function healthOf(status: string): SessionFacts['health'] {
  if (status === 'WORKING' || status === 'CONNECTED') return 'usable';
  if (status === 'STARTING') return 'starting';
  if (['SCAN_QR_CODE', 'QR_REQUIRED', 'CREATED'].includes(status) || status.startsWith('PASSKEY_'))
    return 'needs-a-person';
  return ['STOPPED', 'FAILED', 'ERROR'].includes(status) ? 'down' : 'not-known';
}
