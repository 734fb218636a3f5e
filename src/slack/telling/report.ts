import { canBeStopped, isWaitingForApproval } from '../../leaving/advance/next-step.ts';
import { expectedDurationMs, paceOf } from '../../leaving/advance/pace.ts';
import type { ClosedEvent } from '../../leaving/events.ts';
import type { RequestId, WorkspaceId } from '../../leaving/ids.ts';
import {
  type Folded,
  foldRequest,
  type RefusedAsk,
  type Request,
  type SettingsChange,
} from '../../leaving/request.ts';
import { auditLine } from '../../messages/audit/audit-line.ts';
import { settingsLine } from '../../messages/audit/settings-line.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import { requestCard } from '../../messages/card/card.ts';
import { leaveCsv } from '../../messages/card/leave-csv.ts';
import type { Services } from '../services.ts';
import { sortSlackFailure } from '../wire/slack-errors.ts';
import { tellAudit } from './audit.ts';
import { type CardDesk, cardLink, postBesideCard, type Shown, showCard } from './card.ts';
import type { CardRecord } from './card-record.ts';
import { tellStep } from './tell-step.ts';

/** Makes the desk for one request, or null where the app is not installed any more: the client with its workspace's token, its audit channel, its `response_url`. */
export type DeskFor = (request: {
  readonly workspaceId: WorkspaceId;
  readonly requestId: RequestId;
}) => Promise<CardDesk | null>;

/**
 * Tells Slack how a request stands now: the card, at the end the rest of a long list and the audit line, and then
 * closes the request in the ledger. Answers when to be woken next, or null. Holds no state but the spacing of posts,
 * so after a restart the same card continues. Throws only what the ledger and the store throw.
 */
export function createReport(
  services: Services,
  deskFor: DeskFor,
): (requestId: RequestId) => Promise<number | null> {
  return async (requestId) => {
    const folded = foldRequest(await services.ledger.load(requestId));
    if (folded.kind === 'nothing') return null;
    const past = bodyOf(folded);
    if (past.closed) return null;
    const desk = await deskFor(past);
    if (desk === null) return closeUntold(folded, services);
    switch (folded.kind) {
      case 'request':
        return reportRequest(folded.request, desk, services);
      case 'refused-ask':
        return reportRefusedAsk(folded.ask, desk, services);
      case 'settings-change':
        return reportChange(folded.change, desk, services);
    }
  };
}

type Something = Exclude<Folded, { kind: 'nothing' }>;

function bodyOf(folded: Something) {
  switch (folded.kind) {
    case 'request':
      return folded.request;
    case 'refused-ask':
      return folded.ask;
    case 'settings-change':
      return folded.change;
  }
}

/** Nobody is left to be told: the request still comes to its end, in the ledger alone. */
async function closeUntold(folded: Something, { ledger, clock, logger }: Services): Promise<number | null> {
  if (folded.kind === 'request' && folded.request.finishedAt === null) return null;
  const { workspaceId, requestId, version } = bodyOf(folded);
  logger.warn({ requestId, workspaceId }, 'a request has ended, and the app is not installed there any more');
  const event = { type: 'closed', card: 'nowhere', audit: 'not-told' } as const;
  const closed = await ledger.append(workspaceId, requestId, version, [event]);
  return closed.kind === 'appended' ? null : clock.now();
}

async function reportRequest(request: Request, desk: CardDesk, services: Services): Promise<number | null> {
  const now = desk.now();
  const card = requestCard({ request, now, expectedEndAt: expectedEndAt(request, now, services) });
  const shown = await showCard(request, card, desk);
  if (shown.kind === 'later') return shown.at;
  if (request.finishedAt === null) return null;
  const thread = [...card.continued, ...leaveCsv(request, cardLink(shown.record, desk))];
  const posted = await postThread(request.requestId, thread, shown.record, desk);
  if (posted.kind === 'later') return posted.at;
  return closeWithAudit(request, posted.record, desk, services);
}

/** Posts what is not in the card's thread yet, at the channel's pace. A message that is refused is passed over. */
async function postThread(
  requestId: RequestId,
  thread: readonly PlainMessage[],
  before: CardRecord,
  desk: CardDesk,
): Promise<Shown> {
  let record = before;
  for (const message of thread.slice(record.continuedCount)) {
    const freeAt = record.message === null ? null : desk.pace.take(record.message.channel, desk.now());
    if (freeAt !== null) return { kind: 'later', at: freeAt };
    try {
      await postBesideCard(message, record, desk);
    } catch (error) {
      const failure = sortSlackFailure(error);
      if (failure.kind === 'later') return { kind: 'later', at: desk.now() + failure.retryAfterMs };
      desk.warn({ requestId, code: failure.code }, 'a message for the card’s thread could not be posted');
    }
    record = { ...record, continuedCount: record.continuedCount + 1 };
    await desk.records.put(requestId, record);
  }
  return { kind: 'shown', record };
}

async function closeWithAudit(
  request: Request,
  record: CardRecord,
  desk: CardDesk,
  { ledger, logger }: Services,
): Promise<number | null> {
  let { audit } = record;
  if (audit === null) {
    const told = await tellAudit(auditLine({ kind: 'request', request }), desk);
    if (told.kind === 'later') return told.at;
    audit = told.audit;
    await desk.records.put(request.requestId, { ...record, audit });
  }
  const stepAt = await tellStep(request, desk);
  if (stepAt !== null) return stepAt;
  const { workspaceId, requestId, version } = request;
  logger.info(
    { requestId, workspaceId, sequence: request.seal.sequence, card: record.place, audit },
    'a request has ended',
  );
  const closed = await ledger.append(workspaceId, requestId, version, [
    { type: 'closed', card: record.place, audit },
  ]);
  return closed.kind === 'appended' ? null : desk.now();
}

async function reportRefusedAsk(ask: RefusedAsk, desk: CardDesk, services: Services): Promise<number | null> {
  const told = await tellAudit(auditLine({ kind: 'refused-ask', ask }), desk);
  return told.kind === 'later' ? told.at : closeTold(ask, told.audit, desk, services);
}

/** Tells the audit channels of before and after; how many have heard is kept, so that none hears twice. */
async function reportChange(
  change: SettingsChange,
  desk: CardDesk,
  services: Services,
): Promise<number | null> {
  const { requestId } = change;
  let record = await desk.records.get(requestId);
  for (const auditChannel of change.change.tell.slice(record.continuedCount)) {
    const told = await tellAudit(settingsLine(change), { ...desk, auditChannel });
    if (told.kind === 'later') return told.at;
    record = { ...record, continuedCount: record.continuedCount + 1, audit: told.audit };
    await desk.records.put(requestId, record);
  }
  return closeTold(change, record.audit ?? 'no-audit-channel', desk, services);
}

async function closeTold(
  { workspaceId, requestId, version }: Pick<RefusedAsk, 'workspaceId' | 'requestId' | 'version'>,
  audit: ClosedEvent['audit'],
  desk: CardDesk,
  { ledger }: Services,
): Promise<number | null> {
  const event = { type: 'closed', card: 'nowhere', audit } as const;
  const closed = await ledger.append(workspaceId, requestId, version, [event]);
  return closed.kind === 'appended' ? null : desk.now();
}

/** When the last call will be made at this pace; null when none is owed or only one group is asked for. */
function expectedEndAt(request: Request, now: number, { pace }: Services): number | null {
  const waiting = request.leaves.filter((leave) => leave.state === 'waiting').length;
  if (!canBeStopped(request) || isWaitingForApproval(request) || request.leaves.length < 2) return null;
  return Math.max(now, request.nextCallNotBefore) + expectedDurationMs(waiting, paceOf(request.ask, pace));
}
