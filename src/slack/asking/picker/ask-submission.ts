import type { SessionId } from '../../../leaving/ids.ts';
import { sessionsFrom } from '../../../leaving/rules/settings.ts';
import { parsePastedGroups } from '../../../leaving/typed/pasted-groups.ts';
import { parseSessionId } from '../../../leaving/typed/session-id.ts';
import { blockIds } from '../../../messages/ids.ts';
import { namesNoId, notUnderstood } from '../../../messages/modals/field-errors.ts';
import { loadingModal } from '../../../messages/modals/loading.ts';
import { noticeModal } from '../../../messages/modals/notices.ts';
import { tooLongText } from '../../../messages/replies/malformed-input.ts';
import { type SubmissionArgs, workspaceOf } from '../../listener.ts';
import type { PendingAsk } from '../ask.ts';
import { readPickerMetadata } from '../modal-metadata.ts';
import { openView } from '../open-view.ts';
import { fillPreview } from '../preview/fill-preview.ts';
import { gatherFacts } from '../preview/gather-facts.ts';
import type { PreviewServices } from '../preview/preview-services.ts';
import { readPicked } from './read-picked.ts';

/** The groups picked and pasted: the preview is pushed over the picker, or what is wrong is said and what was typed stays. */
export function askSubmission(services: PreviewServices) {
  return async ({ ack, client, context, view }: SubmissionArgs): Promise<void> => {
    const metadata = readPickerMetadata(view.private_metadata);
    const workspaceId = workspaceOf(context);
    const draft = metadata === null ? null : await services.drafts.get(workspaceId, metadata.requestId, 0);
    if (draft === null) return ack({ response_action: 'update', view: noticeModal({ kind: 'expired' }) });
    const wrong = (text: string) =>
      ack({ response_action: 'errors', errors: { [blockIds.typedGroups]: text } });
    const picked = readPicked(view.state.values);
    const asked = parsePastedGroups([...picked.groupIds, picked.pasted].join('\n'));
    if (asked.kind === 'too-long') return wrong(tooLongText);
    if (asked.kind === 'find') return wrong(namesNoId(asked.words));
    const references = asked.kind === 'groups' || asked.kind === 'too-many' ? asked.references : [];
    const usable = references.filter(({ reference: { kind } }) => kind === 'group' || kind === 'invite');
    if (usable.length === 0) return wrong(notUnderstood(references));
    const sessionId = (await allowedSession(picked.session, draft, services)) ?? draft.sessionId;
    const { requestId, by, channelId, responseUrl } = draft;
    const passedOver = asked.kind === 'groups' ? asked.passedOver : 0;
    const ask: PendingAsk = {
      requestId,
      workspaceId,
      by,
      channelId,
      responseUrl,
      sessionId,
      references,
      passedOver,
      after: null,
    };
    // A later push has another name: what this one fills in late can never stand over it.
    const externalId = `${requestId}.${services.clock.now()}`;
    const what = { kind: 'groups', count: usable.length } as const;
    const gathering = gatherFacts(ask, client, services);
    gathering.catch(() => undefined);
    await ack({ response_action: 'push', view: loadingModal({ what, isPushed: true, externalId }) });
    const pushed = {
      view: openView(client, { external_id: externalId }, services),
      isPushed: true,
      externalId,
    };
    await fillPreview(ask, await gathering, pushed, client, services);
  };
}

/** The number as the submission itself tells it: what another delivery has set may be older or newer. */
async function allowedSession(
  value: string | null,
  { workspaceId, channelId }: Pick<PendingAsk, 'workspaceId' | 'channelId'>,
  { rules }: PreviewServices,
): Promise<SessionId | null> {
  const session = parseSessionId(value ?? '');
  if (session.kind !== 'session') return null;
  const allowed = sessionsFrom(channelId, (await rules.get(workspaceId)).settings);
  return allowed === null || allowed.includes(session.sessionId) ? session.sessionId : null;
}
