import type { ModalView } from '@slack/types';
import { connectForm } from '../../../messages/home/forms/connect-form.ts';
import { connectionForm } from '../../../messages/home/forms/connection-form.ts';
import { formOpening } from '../../../messages/home/forms/form.ts';
import { formTitles } from '../../../messages/home/forms/form-titles.ts';
import { noticeModal } from '../../../messages/modals/notices.ts';
import { triggerExpired } from '../../../messages/replies/troubles.ts';
import { type OpenView, openedView } from '../../asking/open-view.ts';
import { type ButtonArgs, privatePlaceOf } from '../../listener.ts';
import { tellPrivately } from '../../telling/tell-privately.ts';
import { isExpiredTrigger } from '../../wire/slack-errors.ts';
import { keptConnection, noConnection } from '../kept-connection.ts';
import { type HomeServices, type Viewer, viewerOf } from '../viewer.ts';
import { type RulesForm, rulesForms } from './rules-forms.ts';
import { refusalFor } from './say-no.ts';

type Draw = (viewer: Viewer, client: ButtonArgs['client']) => Promise<ModalView>;

/**
 * A button that opens a form for admins. A modal that is open already becomes the form; else one is opened before
 * anything is looked up, for Slack's trigger does not wait.
 */
function formButton(services: HomeServices, title: string, draw: Draw) {
  return async (args: ButtonArgs): Promise<void> => {
    const { ack, body, client, context } = args;
    await ack();
    const viewer = viewerOf(context, body.user.id);
    const view = await viewFor(args, title, services);
    if (view === null) return;
    await view.show((await refusalFor(viewer, client, services)) ?? (await draw(viewer, client)));
  };
}

/** Null when there is none to fill: whoever pressed has been told why. */
async function viewFor(
  { body, client }: ButtonArgs,
  title: string,
  services: HomeServices,
): Promise<OpenView | null> {
  if (body.view?.type === 'modal') return openedView(client, body, services);
  try {
    const opened = await client.views.open({ trigger_id: body.trigger_id, view: formOpening(title) });
    return openedView(client, opened, services);
  } catch (error) {
    if (!isExpiredTrigger(error)) throw error;
    await tellPrivately(privatePlaceOf(body), triggerExpired('button'), client, services);
    return null;
  }
}

export function connectButton(services: HomeServices) {
  return formButton(services, formTitles.connect, async () => connectForm());
}

export function connectionButton(services: HomeServices) {
  return formButton(services, formTitles.connection, async ({ workspaceId }) => {
    const kept = await keptConnection(workspaceId, services);
    if (kept.kind !== 'open') return noticeModal(noConnection(kept));
    const sessions = await services.wasend.reads(kept.connection).sessions();
    if (sessions.kind === 'failed') return noticeModal({ kind: 'wasend-silent', said: sessions.said });
    const { sessionId, auditChannel, revision } = kept.connection;
    return connectionForm({ sessions: sessions.value, sessionId, auditChannel, pendingId: null, revision });
  });
}

/** The button of one form of the settings. */
export function rulesButton(services: HomeServices, which: keyof typeof rulesForms) {
  const form: RulesForm = rulesForms[which];
  return formButton(services, form.title, async (viewer, client) =>
    form.draw(await services.rules.get(viewer.workspaceId), viewer, client, services),
  );
}
