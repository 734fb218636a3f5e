import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { WorkspaceId } from '../../leaving/ids.ts';
import type { Installations } from '../../workspaces/installed/installations.ts';
import type { Services } from '../services.ts';

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

type UninstallServices = Pick<Services, 'requests' | 'connections' | 'pendingKeys' | 'rules' | 'logger'>;

/**
 * The app was taken out of a workspace: its token, its connection and its open requests go; the ledger stays. The two
 * events come in any order and more than once, and a late one does not end an installation made since.
 */
export function uninstalled(services: UninstallServices, installations: Installations) {
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
    const workspaceId = WorkspaceId.parse(isOrganisation ? enterpriseId : teamId);
    const installation = await installations.get(workspaceId);
    if (installation !== null && installation.installedAt > at * 1000 + 999) return;
    await installations.remove(workspaceId);
    await services.requests.halt(workspaceId, 'not-connected');
    await services.connections.remove(workspaceId, null);
    await services.pendingKeys.remove(workspaceId);
    await services.rules.forget(workspaceId);
    services.logger.info(
      { workspaceId, event: event.type },
      'uninstalled: token, connection and open requests are gone',
    );
  };
}
