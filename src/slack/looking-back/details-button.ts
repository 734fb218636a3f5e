import type { WebClient } from '@slack/web-api';
import { RequestId, UserId } from '../../leaving/ids.ts';
import { isAskedBy } from '../../leaving/rules/seen-by.ts';
import { detailsModal } from '../../messages/modals/details.ts';
import { loadingModal } from '../../messages/modals/loading.ts';
import { noticeModal } from '../../messages/modals/notices.ts';
import { openedView, type ViewServices } from '../asking/open-view.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import { judgeLooker } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import type { LookingBackServices } from './history-command.ts';

export type DetailsServices = LookingBackServices & ViewServices;

/** **Details**: everything that is known of a request, for those who may leave and those who asked. */
export function detailsButton(services: DetailsServices) {
  return async ({ ack, action, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const workspaceId = workspaceOf(context);
    const requestId = RequestId.parse(action.value);
    const loading = loadingModal({ what: { kind: 'groups', count: 1 }, isPushed: false });
    const view = openedView(
      client,
      await client.views.open({ trigger_id: body.trigger_id, view: loading }),
      services,
    );
    const by = UserId.parse(body.user.id);
    if (view !== null) await view.show(await draw({ workspaceId, by, requestId }, client, services));
  };
}

async function draw(
  {
    workspaceId,
    by,
    requestId,
  }: { workspaceId: Parameters<DetailsServices['requests']['show']>[0]; by: UserId; requestId: RequestId },
  client: WebClient,
  services: DetailsServices,
) {
  const [{ verdict, settings, sees }, shown, entries] = await Promise.all([
    judgeLooker({ workspaceId, by }, client, services),
    services.requests.show(workspaceId, requestId),
    services.requests.record(workspaceId, requestId),
  ]);
  const isTheirs = sees === 'own' && shown !== null && isAskedBy(by, shown.request);
  if (verdict.kind === 'refused' && !isTheirs) {
    const nameOf = await services.names.of(workspaceId, namedIn(settings), client);
    return noticeModal({ kind: 'refused', rule: verdict.rule, settings, nameOf });
  }
  if (shown === null) return noticeModal({ kind: 'expired' });
  const { request } = shown;
  const people = [
    request.ask.by,
    ...(request.approval?.approvedBy ?? []),
    ...request.joinedBy.map((one) => one.by),
  ];
  const nameOf = await services.names.of(workspaceId, people, client);
  return detailsModal({ request, entries, nameOf, now: services.clock.now() });
}
