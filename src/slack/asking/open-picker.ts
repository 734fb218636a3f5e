import type { WebClient } from '@slack/web-api';
import type { ChannelId, RequestId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import { sessionFor, sessionsFrom } from '../../leaving/rules/settings.ts';
import { listNote } from '../../messages/modals/list-note.ts';
import { notAllowedModal, notConnectedModal } from '../../messages/modals/notice-modal.ts';
import { pickerModal } from '../../messages/modals/picker-modal.ts';
import type { Connection } from '../../workspaces/connections.ts';
import type { Draft } from '../../workspaces/drafts.ts';
import { judgePerson } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { updateOpenModal } from './open-confirm-modal.ts';

export interface Asker {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  readonly channelId: ChannelId;
  readonly responseUrl: string | null;
  readonly requestId: RequestId;
}

/** Opens the picker at once, then lets the person in: only then does it suggest groups by name. */
export async function openPicker(
  asker: Asker,
  triggerId: string,
  client: WebClient,
  services: Services,
): Promise<void> {
  const { requestId } = asker;
  const view = pickerModal({ requestId, sessions: [], sessionId: null, isDefaultSession: true, note: null });
  const draft: Draft = {
    ...asker,
    revision: 0,
    sessionId: null,
    groups: [],
    createdAt: services.clock.now(),
  };
  const [opened] = await Promise.all([
    client.views.open({ trigger_id: triggerId, view }),
    services.drafts.put(draft),
  ]);
  const viewId = opened.view?.id;
  if (viewId === undefined) return;
  const connection = await services.connections.get(asker.workspaceId);
  if (connection === null) return updateOpenModal(client, viewId, notConnectedModal());
  const { verdict, settings } = await judgePerson({ ...asker, sessionId: null }, client, services);
  if (verdict.kind === 'refused') {
    return updateOpenModal(client, viewId, notAllowedModal({ rule: verdict.rule, settings }));
  }
  const sessionId = sessionFor(asker.channelId, connection.sessionId, settings);
  await services.drafts.put({ ...draft, sessionId });
  await showSessions(draft, { ...connection, sessionId }, connection, viewId, client, services);
}

/** Shows the numbers to choose from, and what is odd about the list of the chosen one. */
export async function showSessions(
  { requestId, workspaceId, channelId }: Pick<Draft, 'requestId' | 'workspaceId' | 'channelId'>,
  chosen: Connection,
  connection: Connection,
  viewId: string,
  client: WebClient,
  services: Services,
): Promise<void> {
  const reads = services.reads(chosen);
  const [sessions, list] = await Promise.all([reads.sessions(), reads.groups()]);
  const count = list.kind === 'ok' && list.value.groups.length === 0 ? await reads.groupCount() : null;
  const note = listNote(list, count);
  const allowed = sessionsFrom(channelId, await services.settings.get(workspaceId));
  const known = (sessions.kind === 'ok' ? sessions.value : []).filter(
    ({ sessionId }) => allowed === null || allowed.includes(sessionId),
  );
  const isDefaultSession = chosen.sessionId === connection.sessionId;
  if (known.length < 2 && note === null && isDefaultSession) return;
  const view = pickerModal({
    requestId,
    sessions: known,
    sessionId: chosen.sessionId,
    isDefaultSession,
    note,
  });
  await updateOpenModal(client, viewId, view);
}
