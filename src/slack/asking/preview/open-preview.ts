import type { WebClient } from '@slack/web-api';
import { sortReferences } from '../../../leaving/typed/references.ts';
import { loadingModal } from '../../../messages/modals/loading.ts';
import type { PendingAsk } from '../ask.ts';
import { keepFirstDraft } from '../first-draft.ts';
import { openedView } from '../open-view.ts';
import { fillPreview } from './fill-preview.ts';
import { gatherFacts } from './gather-facts.ts';
import type { PreviewServices } from './preview-services.ts';

/** Opens the modal from what was typed alone, while everything that it will show is being read; then fills it. */
export async function openPreview(
  ask: PendingAsk,
  triggerId: string,
  client: WebClient,
  services: PreviewServices,
): Promise<void> {
  const { groupIds, invites } = sortReferences(ask.references);
  const what = { kind: 'groups', count: groupIds.length + invites.length } as const;
  const opening = client.views.open({ trigger_id: triggerId, view: loadingModal({ what, isPushed: false }) });
  const gathering = services.fillIns.run(() => gatherFacts(ask, client, services));
  // Whoever cannot be shown the modal must not leave a rejection behind.
  gathering.catch(() => undefined);
  const [opened] = await Promise.all([opening, keepFirstDraft(ask, services)]);
  const view = openedView(client, opened, services);
  const gathered = await gathering;
  await services.turns.take('later');
  if (view !== null) await fillPreview(ask, gathered, { view, isPushed: false }, client, services);
}
