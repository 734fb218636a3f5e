import type { WebClient } from '@slack/web-api';
import type { Draft } from '../../../workspaces/drafts.ts';
import type { Services } from '../../services.ts';
import { keepFirstDraft } from '../first-draft.ts';
import { openView } from '../open-view.ts';
import { fillPreview } from './fill-preview.ts';
import { gatherFacts } from './gather-facts.ts';
import type { PreviewServices } from './preview-services.ts';

/** More was typed than one request takes: after the first are accepted, the same view goes on to the next. */
export async function showNextGroups(
  draft: Draft,
  viewId: string,
  client: WebClient,
  services: PreviewServices & Pick<Services, 'newRequestId'>,
): Promise<void> {
  const { workspaceId, by, channelId, responseUrl, sessionId, rest } = draft;
  const references = rest.map((groupId) => ({
    typed: groupId,
    reference: { kind: 'group', groupId } as const,
  }));
  const ask = {
    workspaceId,
    by,
    channelId,
    responseUrl,
    requestId: services.newRequestId(),
    sessionId,
    references,
    passedOver: 0,
    after: null,
  };
  await keepFirstDraft(ask, services);
  const view = openView(client, { view_id: viewId }, services);
  const gathered = await gatherFacts(ask, client, services);
  await fillPreview(ask, gathered, { view, isPushed: false }, client, services);
}
