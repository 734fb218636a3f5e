import type { NumberLabel } from '../../leaving/events.ts';
import type { SessionId } from '../../leaving/ids.ts';
import type { SessionFacts } from '../../leaving/ports/wasend.ts';
import type { Request } from '../../leaving/request.ts';
import type { ShownRequest } from '../../leaving/requests.ts';
import { plainNumberLabel } from '../../messages/block-kit/number-label.ts';
import type { HomeNumber } from '../../messages/home/numbers.ts';

/** The numbers of the key, with until when WhatsApp limits them as far as an open request has met it. Pure. */
export function numbersOf(
  sessions: readonly SessionFacts[],
  defaultSession: SessionId,
  open: readonly ShownRequest[],
): HomeNumber[] {
  return sessions.map(({ sessionId, health, ...session }) => ({
    sessionId,
    health,
    label: labelOf(session),
    limitedUntil: limitedUntil(sessionId, open),
    isDefault: sessionId === defaultSession,
  }));
}

/** How a number is called: as Wasend tells it now, else as the newest of these requests knew it, else so. Pure. */
export function numberNames(
  sessions: readonly SessionFacts[],
  requests: readonly Request[],
  otherwise: string | null = null,
): (sessionId: SessionId) => string {
  const labels = new Map<SessionId, NumberLabel>();
  for (const { ask } of requests.toReversed()) labels.set(ask.sessionId, ask.number);
  for (const session of sessions) labels.set(session.sessionId, labelOf(session));
  return (sessionId) => {
    const label = labels.get(sessionId);
    if (label === undefined && otherwise !== null) return otherwise;
    return plainNumberLabel(label ?? { phone: null, name: null }, sessionId);
  };
}

function labelOf({ phoneNumber, name }: Pick<SessionFacts, 'phoneNumber' | 'name'>): NumberLabel {
  return { phone: phoneNumber, name };
}

function limitedUntil(sessionId: SessionId, open: readonly ShownRequest[]): number | null {
  const ends = open.flatMap(({ request, outlook: { waitingFor } }) =>
    request.ask.sessionId === sessionId &&
    waitingFor?.kind === 'hold-up' &&
    waitingFor.of === 'number' &&
    waitingFor.why === 'number-limited'
      ? [waitingFor.until]
      : [],
  );
  return ends.length === 0 ? null : Math.max(...ends);
}
