import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { type WorkspaceId, WorkspaceId as WorkspaceIdSchema } from '../../leaving/ids.ts';
import { foldRequest } from '../../leaving/request.ts';
import type { Installations } from '../../workspaces/installations.ts';
import { type Services, wake } from '../services.ts';

/** https://docs.slack.dev/reference/events/app_uninstalled, https://docs.slack.dev/reference/events/tokens_revoked */
const Envelope = z.looseObject({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event_time: z.number(),
  authorizations: z.array(z.looseObject({ is_enterprise_install: z.boolean().optional() })).nullish(),
  event: z.looseObject({
    type: z.string(),
    tokens: z.looseObject({ bot: z.array(z.string()).nullish() }).nullish(),
  }),
});

type UninstallArgs = SlackEventMiddlewareArgs<'app_uninstalled' | 'tokens_revoked'> & AllMiddlewareArgs;

/**
 * The app was taken out of a workspace: its token, its connection and its open requests go; the ledger stays. The two
 * events come in any order and more than once, and a late one does not end an installation made since.
 */
export function uninstalled(services: Services, installations: Installations) {
  return async ({ body }: UninstallArgs): Promise<void> => {
    const {
      team_id: teamId,
      enterprise_id: enterpriseId,
      event_time: at,
      authorizations,
      event,
    } = Envelope.parse(body);
    // A single person's token is none of ours.
    if (event.type === 'tokens_revoked' && (event.tokens?.bot ?? []).length === 0) return;
    const isOrganisation = authorizations?.[0]?.is_enterprise_install === true;
    const workspaceId = WorkspaceIdSchema.parse(isOrganisation ? enterpriseId : teamId);
    const installation = await installations.get(workspaceId);
    if (installation !== null && installation.installedAt > at * 1000 + 999) return;
    await installations.remove(workspaceId);
    await services.connections.remove(workspaceId);
    await services.pendingKeys.remove(workspaceId);
    await services.settings.remove(workspaceId);
    await haltOpenRequests(workspaceId, services);
    services.logger.info(
      { workspaceId, event: event.type },
      'uninstalled: token, connection and open requests are gone',
    );
  };
}

/** Ends every open request of a workspace at once; what was not asked stays not asked. */
export async function haltOpenRequests(workspaceId: WorkspaceId, services: Services): Promise<void> {
  for (const requestId of await services.ledger.open(workspaceId)) {
    for (;;) {
      const folded = foldRequest(await services.ledger.load(requestId));
      if (folded.kind !== 'request' || folded.request.halted !== null || folded.request.finishedAt !== null)
        break;
      const { version } = folded.request;
      const halted = { type: 'halted', why: 'not-connected', said: null } as const;
      const result = await services.ledger.append(workspaceId, requestId, version, [halted]);
      if (result.kind === 'appended') break;
    }
    await wake(services, requestId);
  }
}
