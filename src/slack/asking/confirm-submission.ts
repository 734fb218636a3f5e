import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { LedgerUnavailable } from '../../errors.ts';
import { mostGroupsWithoutGap } from '../../leaving/advance/pace.ts';
import type { Confirmed } from '../../leaving/before/confirm.ts';
import { type SessionId, UserId, type WorkspaceId } from '../../leaving/ids.ts';
import { protectedBy } from '../../leaving/rules/protected-groups.ts';
import type { Rule } from '../../leaving/rules/rules.ts';
import { sessionFor, type WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { actionIds, blockIds } from '../../messages/ids.ts';
import { countMismatch } from '../../messages/modals/count-mismatch.ts';
import {
  alreadyBeingLeftModal,
  expiredModal,
  ledgerDownModal,
  notAllowedModal,
  notConnectedModal,
  overCapModal,
} from '../../messages/modals/notice-modal.ts';
import { alreadyBeingLeft } from '../../messages/replies/already-being-left.ts';
import type { Connection } from '../../workspaces/connections.ts';
import type { Draft } from '../../workspaces/drafts.ts';
import { type SubmissionArgs, workspaceOf } from '../listener.ts';
import { type Judgement, judgePerson } from '../people/judge-person.ts';
import { type Services, wake } from '../services.ts';
import { tellPrivately } from '../telling/tell-privately.ts';
import { readModalMetadata } from './modal-metadata.ts';

const ConfirmValues = z.object({
  [blockIds.reason]: z
    .object({ [actionIds.reason]: z.object({ value: z.string().max(500).nullish() }) })
    .optional(),
  [blockIds.typedCount]: z
    .object({ [actionIds.typedCount]: z.object({ value: z.string().nullish() }) })
    .optional(),
});

function readValues(state: unknown): { readonly reason: string | null; readonly typedCount: string | null } {
  const values = ConfirmValues.parse(state);
  return {
    reason: values[blockIds.reason]?.[actionIds.reason].value?.trim() || null,
    typedCount: values[blockIds.typedCount]?.[actionIds.typedCount].value?.trim() ?? null,
  };
}

/**
 * The confirmation. Slack hears "accepted" only after the request is in the ledger; delivered again, it finds the
 * request there and does nothing.
 */
export function confirmSubmission(services: Services) {
  return async ({ ack, body, client, context, view }: SubmissionArgs): Promise<void> => {
    const instead = (notice: ModalView) => ack({ response_action: 'update', view: notice });
    const draft = await shownDraft(workspaceOf(context), view.private_metadata, services);
    if (draft === null) return instead(expiredModal());
    const connection = await services.connections.get(draft.workspaceId);
    if (connection === null) return instead(notConnectedModal());
    const by = UserId.parse(body.user.id);
    const { verdict, settings, sessionId } = await judgeAsk({ ...draft, by }, connection, client, services);
    const { reason, typedCount } = readValues(view.state.values);
    try {
      if (verdict.kind === 'refused') {
        await refuse(draft, by, verdict.rule, services);
        return await instead(notAllowedModal({ rule: verdict.rule, settings }));
      }
      const count = draft.groups.length;
      if (count > mostGroupsWithoutGap && typedCount !== String(count)) {
        return await ack({
          response_action: 'errors',
          errors: { [blockIds.typedCount]: countMismatch(count) },
        });
      }
      const confirmed = await services.confirm(
        toConfirmation({ ...draft, by, sessionId }, reason, connection, settings, services),
      );
      if (confirmed.kind === 'over-cap') {
        await refuse(draft, by, 'daily-cap', services);
        return await instead(overCapModal(confirmed));
      }
      if (confirmed.kind === 'all-joined') return await instead(alreadyBeingLeftModal(confirmed.joined));
      await wake(services, draft.requestId);
      await ack();
      await tellJoined(confirmed, draft, by, client, services);
    } catch (error) {
      if (!(error instanceof LedgerUnavailable)) throw error;
      const reference = services.newReference();
      services.logger.error(
        { error, reference, requestId: draft.requestId },
        'the ledger is not available: nothing is left',
      );
      await instead(ledgerDownModal({ reference }));
    }
  };
}

/** The rules once more, at the moment that counts: the person, the place, and each group. */
async function judgeAsk(
  draft: Draft,
  connection: Connection,
  client: SubmissionArgs['client'],
  services: Services,
): Promise<Judgement & { readonly sessionId: SessionId }> {
  const settings = await services.settings.get(draft.workspaceId);
  const sessionId = draft.sessionId ?? sessionFor(draft.channelId, connection.sessionId, settings);
  const judged = { ...(await judgePerson({ ...draft, sessionId }, client, services)), sessionId };
  const isProtected = draft.groups.some((group) => protectedBy(group, judged.settings) !== null);
  if (judged.verdict.kind === 'refused' || !isProtected) return judged;
  return { ...judged, verdict: { kind: 'refused', rule: 'protected' } };
}

/** What the person was looking at when they pressed; null when that is gone, or there was nothing to leave. */
async function shownDraft(
  workspaceId: WorkspaceId,
  privateMetadata: string,
  services: Services,
): Promise<Draft | null> {
  const metadata = readModalMetadata(privateMetadata);
  if (metadata === null) return null;
  const draft = await services.drafts.get(workspaceId, metadata.requestId, metadata.revision);
  return draft === null || draft.groups.length === 0 ? null : draft;
}

function toConfirmation(
  draft: Draft & { readonly sessionId: SessionId },
  reason: string | null,
  connection: Connection,
  settings: WorkspaceSettings,
  services: Services,
) {
  const { workspaceId, requestId, by, channelId, sessionId, groups } = draft;
  return {
    workspaceId,
    requestId,
    by,
    channelId,
    groups,
    reason,
    sessionId,
    lane: services.laneOf(connection),
    settings,
  };
}

/** A refused ask is kept too: who tried, where, which groups, and by which rule it was refused. */
async function refuse(
  draft: Draft,
  by: UserId,
  rule: Rule,
  { ledger, reports, clock }: Services,
): Promise<void> {
  const { workspaceId, requestId, channelId, groups } = draft;
  await ledger.append(workspaceId, requestId, 0, [{ type: 'ask-refused', by, channelId, groups, rule }]);
  await reports.schedule(requestId, clock.now());
}

async function tellJoined(
  confirmed: Confirmed,
  draft: Draft,
  by: UserId,
  client: SubmissionArgs['client'],
  services: Services,
): Promise<void> {
  if (confirmed.kind !== 'accepted' || confirmed.joined.length === 0) return;
  await tellPrivately({ ...draft, by }, alreadyBeingLeft(confirmed.joined), client, services);
}
