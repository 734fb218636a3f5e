import type { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../../leaving/ids.ts';
import type { Services } from '../services.ts';
import type { CardRecords } from './card-record.ts';
import { createChannelPace } from './channel-pace.ts';
import type { DeskFor } from './report.ts';
import { respondAt } from './tell-privately.ts';

/** Makes the desk at which a request is told to Slack: its workspace's client, audit channel and `response_url`. */
export function createDesks(
  services: Services,
  records: CardRecords,
  workspaceFor: (
    workspaceId: WorkspaceId,
  ) => Promise<{ readonly client: WebClient; readonly url: string | null } | null>,
): DeskFor {
  const pace = createChannelPace();
  return async ({ workspaceId, requestId }) => {
    const connection = await services.connections.get(workspaceId);
    const workspace = await workspaceFor(workspaceId);
    if (workspace === null) return null;
    const { client, url } = workspace;
    return {
      client,
      workspaceUrl: url,
      records,
      pace,
      now: () => services.clock.now(),
      auditChannel: connection?.auditChannel ?? null,
      warn: (detail, message) => services.logger.warn(detail, message),
      async respond(body) {
        const draft = await services.drafts.get(workspaceId, requestId, 0);
        if (draft === null || draft.responseUrl === null) return false;
        return respondAt(draft.responseUrl, body, services);
      },
    };
  };
}
