import type { WebClient } from '@slack/web-api';
import { RequestId, UserId } from '../../leaving/ids.ts';
import { detailsModal } from '../../messages/modals/details.ts';
import { loadingModal } from '../../messages/modals/loading.ts';
import { noticeModal } from '../../messages/modals/notices.ts';
import { openedView, type ViewServices } from '../asking/open-view.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import { judgeLeaver } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import type { LookingBackServices } from './history-command.ts';

export type DetailsServices = LookingBackServices & ViewServices;

/** **Details**: everything that is known of a request, for those who may leave. */
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
  const { verdict, settings } = await judgeLeaver({ workspaceId, by }, client, services);
  if (verdict.kind === 'refused') {
    const nameOf = await services.names.of(workspaceId, namedIn(settings), client);
    return noticeModal({ kind: 'refused', rule: verdict.rule, settings, nameOf });
  }
  const [shown, entries] = await Promise.all([
    services.requests.show(workspaceId, requestId),
    services.requests.record(workspaceId, requestId),
  ]);
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
