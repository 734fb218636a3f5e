import type { ModalView } from '@slack/types';
import { LedgerUnavailable } from '../../errors.ts';
import { type SessionId, UserId, type WorkspaceId } from '../../leaving/ids.ts';
import type { Asked } from '../../leaving/verbs/ask.ts';
import { blockIds } from '../../messages/ids.ts';
import { countMismatch } from '../../messages/modals/field-errors.ts';
import { type Notice, nextGroupsModal, noticeModal } from '../../messages/modals/notices.ts';
import { needsTypedCount } from '../../messages/modals/preview/consequences.ts';
import { alreadyBeingLeft } from '../../messages/replies/joined.ts';
import type { Draft } from '../../workspaces/drafts.ts';
import { type SubmissionArgs, workspaceOf } from '../listener.ts';
import { personOf } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import type { Services } from '../services.ts';
import { tellPrivately } from '../telling/tell-privately.ts';
import { readPreviewMetadata } from './modal-metadata.ts';
import { showNextGroups } from './preview/next-groups.ts';
import type { PreviewServices } from './preview/preview-services.ts';
import { readConfirmation } from './read-confirmation.ts';

type ConfirmServices = PreviewServices & Pick<Services, 'newRequestId' | 'fetch'>;
type Shown = Draft & { readonly sessionId: SessionId };

/**
 * The confirmation. Slack hears "accepted" only after the request is in the ledger; delivered again, it finds the
 * request there and does nothing. Only what was shown can be confirmed.
 */
export function confirmSubmission(services: ConfirmServices) {
  return async ({ ack, body, client, context, view }: SubmissionArgs): Promise<void> => {
    const instead = (notice: ModalView) => ack({ response_action: 'update', view: notice });
    const shown = await readShown(view, { workspaceId: workspaceOf(context), by: body.user.id }, services);
    if (!('requestId' in shown)) return instead(noticeModal(shown));
    const { reason, typedCount } = readConfirmation(view.state.values);
    const count = shown.groups.length;
    if (needsTypedCount(count) && typedCount !== String(count)) {
      return ack({ response_action: 'errors', errors: { [blockIds.typedCount]: countMismatch(count) } });
    }
    try {
      const asked = await ask(shown, reason, client, services);
      if (asked === null) return await instead(noticeModal({ kind: 'not-connected', isAdmin: false }));
      const refusal = await noticeOf(asked, shown, client, services);
      if (refusal !== null) return await instead(noticeModal(refusal));
      const isMore = asked.kind === 'accepted' && shown.rest.length > 0;
      if (isMore) await instead(nextGroupsModal(asked.request.leaves.length, shown.rest.length));
      else await ack({ response_action: 'clear' });
      await tellJoined(asked, shown, client, services);
      if (isMore) await showNextGroups(shown, body.view.id, client, services);
    } catch (error) {
      if (!(error instanceof LedgerUnavailable)) throw error;
      const reference = services.newReference();
      services.logger.error(
        { error, reference, requestId: shown.requestId },
        'the ledger is not available: nothing is left',
      );
      await instead(noticeModal({ kind: 'ledger-down', reference }));
    }
  };
}

/** What the modal that was sent had shown; a notice where that is not kept any more or held no group. */
async function readShown(
  view: SubmissionArgs['view'],
  { workspaceId, by }: { readonly workspaceId: WorkspaceId; readonly by: string },
  { drafts }: ConfirmServices,
): Promise<Shown | Notice> {
  const metadata = readPreviewMetadata(view.private_metadata);
  const draft =
    metadata === null ? null : await drafts.get(workspaceId, metadata.requestId, metadata.revision);
  if (draft === null || draft.sessionId === null) return { kind: 'expired' };
  if (draft.groups.length === 0) return { kind: 'nothing-to-leave' };
  return { ...draft, by: UserId.parse(by), sessionId: draft.sessionId };
}

/** Null when the workspace is not connected any more. */
async function ask(
  { workspaceId, requestId, by, channelId, sessionId, number, groups, after }: Shown,
  reason: string | null,
  client: SubmissionArgs['client'],
  services: ConfirmServices,
): Promise<Asked | null> {
  const [connection, person] = await Promise.all([
    services.connections.get(workspaceId),
    personOf({ workspaceId, by }, client, services),
  ]);
  if (connection === null) return null;
  const { apiKey, auditChannel } = connection;
  return services.requests.ask({
    workspaceId,
    requestId,
    by,
    person,
    channelId,
    sessionId,
    number,
    lane: services.wasend.laneOf(apiKey),
    groups,
    reason,
    auditChannel,
    ...(after === null ? {} : { after }),
  });
}

/** Null where the ask was taken, now or before. */
async function noticeOf(
  asked: Asked,
  { workspaceId }: Shown,
  client: SubmissionArgs['client'],
  { names }: ConfirmServices,
): Promise<Notice | null> {
  switch (asked.kind) {
    case 'accepted':
    case 'repeated':
      return null;
    case 'over-cap':
    case 'taken-for-others':
      return asked;
    case 'all-joined': {
      const { joined } = asked;
      return {
        kind: 'joined',
        joined,
        nameOf: await names.of(
          workspaceId,
          joined.map(({ by }) => by),
          client,
        ),
      };
    }
    case 'refused': {
      const { rule, settings } = asked;
      return {
        kind: 'refused',
        rule,
        settings,
        nameOf: await names.of(workspaceId, namedIn(settings), client),
      };
    }
  }
}

async function tellJoined(
  asked: Asked,
  place: Shown,
  client: SubmissionArgs['client'],
  services: ConfirmServices,
): Promise<void> {
  if (asked.kind !== 'accepted' || asked.joined.length === 0) return;
  const { joined } = asked;
  const nameOf = await services.names.of(
    place.workspaceId,
    joined.map(({ by }) => by),
    client,
  );
  await tellPrivately(place, alreadyBeingLeft(joined, nameOf), client, services);
}
