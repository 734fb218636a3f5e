import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { UserId } from '../../../leaving/ids.ts';
import { staleForm } from '../../../messages/home/forms/stale-form.ts';
import { noticeModal } from '../../../messages/modals/notices.ts';
import { judgeAdmin } from '../../people/judge-person.ts';
import { namedIn } from '../../people/named-in.ts';
import type { HomeServices, Viewer } from '../viewer.ts';

/** The refusal to show to somebody who is no admin, or not any more; null for an admin. */
export async function refusalFor(
  viewer: Viewer,
  client: WebClient,
  services: Pick<HomeServices, 'rules' | 'names'>,
): Promise<ModalView | null> {
  const { verdict, settings } = await judgeAdmin(viewer, client, services);
  if (verdict.kind === 'allowed') return null;
  const nameOf = await services.names.of(viewer.workspaceId, namedIn(settings), client);
  return noticeModal({ kind: 'refused', rule: verdict.rule, settings, nameOf });
}

/** Said instead of saving over what somebody else has changed since the form was opened. */
export async function staleFormOf(
  changedBy: UserId | null,
  { workspaceId }: Viewer,
  client: WebClient,
  { names }: Pick<HomeServices, 'names'>,
): Promise<ModalView> {
  const nameOf = await names.of(workspaceId, changedBy === null ? [] : [changedBy], client);
  return staleForm({ changedBy, changes: [], names: { nameOf, numberOf: (sessionId) => sessionId } });
}
