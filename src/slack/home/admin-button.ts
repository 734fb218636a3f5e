import type { ModalView } from '@slack/types';
import { UserId } from '../../leaving/ids.ts';
import { formOpening } from '../../messages/home/form.ts';
import { notAllowedModal } from '../../messages/modals/notice-modal.ts';
import { updateOpenModal } from '../asking/open-confirm-modal.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import { judgeAdmin } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { publishHome, type Viewer } from './publish-home.ts';

/**
 * A button that opens a form for admins. A modal that is open already becomes the form; else one is opened before
 * anything is looked up, for Slack's trigger does not wait.
 */
export function formButton(
  services: Services,
  formFor: (viewer: Viewer, client: ButtonArgs['client']) => Promise<ModalView>,
) {
  return async ({ ack, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const viewer = { workspaceId: workspaceOf(context), by: UserId.parse(body.user.id) };
    const viewId =
      body.view?.type === 'modal'
        ? body.view.id
        : (await client.views.open({ trigger_id: body.trigger_id, view: formOpening() })).view?.id;
    if (viewId === undefined) return;
    const { verdict, settings } = await judgeAdmin(viewer, client, services);
    const view =
      verdict.kind === 'refused'
        ? notAllowedModal({ rule: verdict.rule, settings })
        : await formFor(viewer, client);
    await updateOpenModal(client, viewId, view);
  };
}

/** A button on the Home tab by which an admin changes something at once; whoever is none only sees their Home anew. */
export function adminButton(services: Services, change: (viewer: Viewer) => Promise<void>) {
  return async ({ ack, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const viewer = { workspaceId: workspaceOf(context), by: UserId.parse(body.user.id) };
    const { verdict } = await judgeAdmin(viewer, client, services);
    if (verdict.kind === 'allowed') await change(viewer);
    await publishHome(viewer, client, services);
  };
}
