import type { RequestId } from '../../leaving/ids.ts';
import type { Request } from '../../leaving/request.ts';
import type { Outlook } from '../../leaving/waiting.ts';
import { RecordMovedOn } from './card-record.ts';
import type { ChannelPace } from './channel-pace.ts';
import { openBook } from './letters/desk.ts';
import { openDesk } from './open-desk.ts';
import { askedAlone } from './owed/asked-alone.ts';
import { tellApprovers, tellReminder } from './owed/tell-approvers.ts';
import { tellEnd, tellMoved } from './owed/tell-asker.ts';
import { closingOf, tellAudit } from './owed/tell-audit.ts';
import { tellMend } from './owed/tell-mend.ts';
import { tellPredecessor } from './owed/tell-predecessor.ts';
import { cardUrl, tellCard } from './tell-card.ts';
import { stateOf } from './tell-state.ts';
import { tellStep } from './tell-step.ts';
import type { Owed, Telling, TellMeans, TellState } from './telling.ts';

type AskedAlone = TellState['askedAlone'];

/** In the order in which people want to hear it. One that has to wait holds up no other. */
const owed: readonly Owed[] = [
  tellCard,
  tellApprovers,
  tellReminder,
  tellMoved,
  tellEnd,
  tellAudit,
  tellMend,
  tellPredecessor,
  tellStep,
];

/** Another process tells the same request; whatever it has not told is told then. */
const afterAnotherMs = 1_000;

/**
 * Tells Slack how a request stands now: the card, those who approve, those who wait, the audit channel, the step of a
 * workflow; and closes the request once everything is told or cannot be told. Answers when to come again (epoch
 * milliseconds), or null where only the request itself says so. Holds no state but the spacing of posts, so after a
 * restart the same card goes on. Throws what the stores throw, never what Slack does.
 */
export function createTellRequest(
  means: TellMeans,
  pace: ChannelPace,
): (requestId: RequestId) => Promise<number | null> {
  return async (requestId) => {
    const shown = await means.requests.tellable(requestId);
    if (shown === null || shown.request.closing !== null) return null;
    const { request } = shown;
    const desk = await openDesk(request.workspaceId, { requestId }, pace, means);
    if (desk === null) return closeUntold(request, means);
    const book = await openBook(means.cards, requestId);
    const successor =
      shown.successor === null ? null : { url: cardUrl(await means.cards.get(shown.successor), desk.url) };
    const state = await stateOf(shown, successor, askedAlone(book.record()), desk, means);
    const telling = { shown, state, card: means.draw.card(state), book, desk, means };
    try {
      return await tellAll(telling);
    } catch (error) {
      if (error instanceof RecordMovedOn) return desk.now() + afterAnotherMs;
      throw error;
    }
  };
}

async function tellAll(telling: Telling): Promise<number | null> {
  const { shown, state, book, desk, means } = telling;
  const { request, outlook } = shown;
  const waits: number[] = [];
  for (const tell of owed) {
    const at = await tell(telling);
    if (at !== null) waits.push(at);
  }
  if (waits.length === 0 && request.finishedAt !== null) {
    const closing = closingOf(book.record(), request.ask.auditChannel);
    desk.logger.info({ sequence: request.seal.sequence, ...closing }, 'a request has ended');
    await means.requests.close(request.workspaceId, request.requestId, closing);
    return null;
  }
  // Who was asked stands on the card, and is known only after it was posted.
  if (isOtherThan(askedAlone(book.record()), state.askedAlone)) waits.push(desk.now() + afterAnotherMs);
  const changesAt = nextChangeAt(outlook, desk.now());
  if (changesAt !== null && request.finishedAt === null) waits.push(changesAt);
  return waits.length === 0 ? null : Math.min(...waits);
}

function isOtherThan(one: AskedAlone, other: AskedAlone): boolean {
  return (one === null) !== (other === null) || one?.join() !== other?.join();
}

const leastPauseMs = 30_000;

/** When a wait that was told is over, though nothing happened to the request: what is said of it then may be wrong. */
function nextChangeAt({ waitingFor }: Outlook, now: number): number | null {
  switch (waitingFor?.kind) {
    case 'hold-up':
    case 'daily-cap':
    case 'queue':
      return Math.max(waitingFor.until, now + leastPauseMs);
    // These end with an entry, and that is told by itself.
    case 'hold':
    case 'approval':
    case 'number-busy':
    case 'gap':
    case undefined:
      return null;
  }
}

/** Nobody is left to be told: the request still comes to its end, in the ledger alone. */
async function closeUntold(
  { requestId, workspaceId, finishedAt, ask }: Request,
  { requests, logger }: TellMeans,
): Promise<number | null> {
  if (finishedAt === null) return null;
  logger.error(
    { requestId, workspaceId },
    'nobody could be told: a request has ended, and the app is not installed there any more',
  );
  const audit = ask.auditChannel === null ? 'no-audit-channel' : 'not-told';
  await requests.close(workspaceId, requestId, { card: 'nowhere', audit });
  return null;
}
