import type { Request } from '../../../leaving/request.ts';
import { type Desk, openBook } from '../letters/desk.ts';
import type { Place } from '../letters/say.ts';
import { sayOnce } from '../letters/say-letters.ts';
import type { Owed, TellMeans, ToMend } from '../telling.ts';

/**
 * Tells whoever connected the key what an admin must mend, once for each cause however many requests it halts: a key is
 * refused until it is another one, a number may be down again another day.
 */
export const tellMend: Owed = async ({ shown: { request }, state, desk, means }) => {
  const { ending } = request;
  if (ending?.kind !== 'halted' || ending.why === 'not-connected' || ending.why === 'number-changed')
    return null;
  const cause = causeOf(ending.why, request, desk.now());
  const person = await means.connectedBy(request.workspaceId).catch(() => null);
  const { auditChannel } = request.ask;
  const places: readonly Place[] = [
    ...(person === null ? [] : [{ kind: 'direct-message', channel: person } satisfies Place]),
    ...(auditChannel === null ? [] : [{ kind: 'audit-channel', channel: auditChannel } satisfies Place]),
  ];
  const [first, ...rest] = places.length > 0 ? places : await placeOfAdmin(request, desk, means);
  if (first === undefined) {
    desk.logger.error({ cause }, 'nobody is known who could mend it');
    return null;
  }
  const book = await openBook(means.cards, `mend.${request.workspaceId}.${cause}`);
  return sayOnce('mend', means.draw.mend(ending.why, state), [first, ...rest], book, desk);
};

/** Where nobody connected it here and there is no audit channel: one who may mend it. */
async function placeOfAdmin(
  { workspaceId }: Request,
  desk: Desk,
  { admins }: TellMeans,
): Promise<readonly Place[]> {
  const client = await desk.client().catch(() => null);
  const found = client === null ? null : await admins.of(workspaceId, 1, client);
  const admin = found?.people[0];
  return admin === undefined ? [] : [{ kind: 'direct-message', channel: admin }];
}

const dayMs = 24 * 60 * 60_000;

function causeOf(why: ToMend, { ask }: Request, now: number): string {
  switch (why) {
    case 'unauthorized':
    case 'key-unreadable':
      return `${why}.${ask.lane}`;
    case 'session-gone':
    case 'session-down':
      return `${why}.${ask.sessionId}.${Math.floor(now / dayMs)}`;
  }
}
