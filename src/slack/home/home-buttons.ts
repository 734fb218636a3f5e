import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { channelSessionsForm } from '../../messages/home/channel-sessions-form.ts';
import { connectForm } from '../../messages/home/connect-form.ts';
import { connectionForm } from '../../messages/home/connection-form.ts';
import { type PickableUserGroup, rulesForm } from '../../messages/home/rules-form.ts';
import { notConnectedModal, wasendSilentModal } from '../../messages/modals/notice-modal.ts';
import { haltOpenRequests } from '../installing/uninstall.ts';
import type { ButtonArgs } from '../listener.ts';
import type { Services } from '../services.ts';
import { adminButton, formButton } from './admin-button.ts';
import { changeSettings, recordChanges } from './change-settings.ts';
import { keyWord } from './key-word.ts';
import type { Viewer } from './publish-home.ts';

export function connectButton(services: Services) {
  return formButton(services, async () => connectForm());
}

export function connectionButton(services: Services) {
  return formButton(services, async (viewer) => {
    const connection = await services.connections.get(viewer.workspaceId);
    if (connection === null) return notConnectedModal();
    const sessions = await services.reads(connection).sessions();
    if (sessions.kind === 'failed') return wasendSilentModal(sessions.said);
    const { sessionId, auditChannel } = connection;
    return connectionForm({ sessions: sessions.value, sessionId, auditChannel, pendingId: null });
  });
}

export function bindChannelButton(services: Services) {
  return formButton(services, async (viewer): Promise<ModalView> => {
    const connection = await services.connections.get(viewer.workspaceId);
    if (connection === null) return notConnectedModal();
    const sessions = await services.reads(connection).sessions();
    return sessions.kind === 'failed'
      ? wasendSilentModal(sessions.said)
      : channelSessionsForm(sessions.value);
  });
}

export function rulesButton(services: Services) {
  return formButton(services, async (viewer, client) =>
    rulesForm(await services.settings.get(viewer.workspaceId), await listUserGroups(client)),
  );
}

/** https://docs.slack.dev/reference/methods/usergroups.list */
const UserGroupsAnswer = z.looseObject({
  usergroups: z.array(z.looseObject({ id: z.string(), handle: z.string() })),
});

async function listUserGroups(client: ButtonArgs['client']): Promise<readonly PickableUserGroup[] | null> {
  const answer = await client.usergroups.list({}).catch(() => null);
  return UserGroupsAnswer.safeParse(answer).data?.usergroups ?? null;
}

/** Lets go of the key: what is open ends at once, and nothing can be asked until somebody connects anew. */
export function disconnectButton(services: Services) {
  return adminButton(services, async (viewer: Viewer) => {
    const connection = await services.connections.get(viewer.workspaceId);
    if (connection === null) return;
    const change = { what: 'key', before: keyWord(connection.apiKey), after: 'none' };
    await recordChanges(viewer, [change], [connection.auditChannel], services, () =>
      services.connections.remove(viewer.workspaceId),
    );
    await haltOpenRequests(viewer.workspaceId, services);
  });
}

export function liftStopButton(services: Services) {
  return adminButton(services, (viewer) =>
    changeSettings(viewer, (before) => ({ ...before, stoppedBy: null }), services),
  );
}
