import type { RequestId, WorkspaceId } from '../../leaving/ids.ts';
import { postToResponseUrl } from '../wire/response-url.ts';
import { ResponseUrlRefused } from '../wire/slack-errors.ts';
import type { ChannelPace } from './channel-pace.ts';
import type { Desk } from './letters/desk.ts';
import type { TellMeans } from './telling.ts';

/** The desk at which something of a workspace is told; null where the app is not installed any more. */
export async function openDesk(
  workspaceId: WorkspaceId,
  told: { readonly requestId: RequestId } | { readonly noteId: string },
  pace: ChannelPace,
  means: TellMeans,
): Promise<Desk | null> {
  const access = await means.clientFor(workspaceId).catch((error: unknown) => ({ error }));
  if (access === null) return null;
  return {
    workspaceId,
    client: async () => {
      if ('error' in access) throw access.error;
      return access.client;
    },
    url: 'error' in access ? null : access.url,
    async respond(body) {
      const url =
        'requestId' in told ? await means.responseUrlOf(workspaceId, told.requestId).catch(() => null) : null;
      if (url === null) throw new ResponseUrlRefused('no_response_url');
      await postToResponseUrl(url, body, means);
    },
    pace,
    now: () => means.clock.now(),
    logger: means.logger.child({ workspaceId, ...told }),
  };
}
