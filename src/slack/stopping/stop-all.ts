import type { ChannelId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import { notAllowedText } from '../../messages/replies/not-allowed.ts';
import { allStopped } from '../../messages/replies/stop-all.ts';
import { changeSettings } from '../home/change-settings.ts';
import type { CommandArgs } from '../listener.ts';
import { judgeLeaver } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { stopRequest } from './stop-request.ts';

interface Stopper {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  readonly channelId: ChannelId;
}

/**
 * The kill switch: stops every open request of the workspace and refuses new ones until an admin lifts it. The switch
 * is turned before the requests are stopped, and every step looks at it before a call, so that none slips between.
 */
export async function stopAll(
  stopper: Stopper,
  client: CommandArgs['client'],
  services: Services,
): Promise<PlainMessage> {
  const { workspaceId, by } = stopper;
  const { verdict, settings } = await judgeLeaver(stopper, client, services);
  if (verdict.kind === 'refused') return { text: notAllowedText(verdict.rule, settings) };
  const wasStoppedBy = settings.stoppedBy;
  await changeSettings(stopper, (before) => ({ ...before, stoppedBy: before.stoppedBy ?? by }), services);
  let stopped = 0;
  for (const requestId of await services.ledger.open(workspaceId)) {
    if (await stopRequest(workspaceId, requestId, by, services)) stopped += 1;
  }
  return allStopped({ stopped, wasStoppedBy });
}
