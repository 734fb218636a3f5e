import type { ChannelId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import { type PlainMessage, sentences } from '../../messages/block-kit/message.ts';
import { notAllowedText } from '../../messages/replies/not-allowed.ts';
import { allStopped } from '../../messages/replies/stop-answers.ts';
import type { CommandArgs } from '../listener.ts';
import { personOf } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import type { Services } from '../services.ts';

interface Stopper {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  readonly channelId: ChannelId;
}

/** The kill switch: stops every open request of the workspace and refuses new ones until an admin lifts it. */
export async function stopAll(
  { workspaceId, by, channelId }: Stopper,
  client: CommandArgs['client'],
  services: Pick<Services, 'requests' | 'connections' | 'rules' | 'userGroups' | 'names'>,
): Promise<PlainMessage> {
  const person = await personOf({ workspaceId, by }, client, services);
  const auditChannel = await auditChannelOf(workspaceId, services);
  const stopped = await services.requests.stopAll({ workspaceId, by, person, channelId, auditChannel });
  if (stopped.kind === 'refused') {
    const { rule, settings } = stopped;
    const nameOf = await services.names.of(workspaceId, namedIn(settings), client);
    return sentences(notAllowedText(rule, settings, nameOf));
  }
  const { requests, wasStoppedBy } = stopped;
  const people = [...requests.map(({ ask }) => ask.by), ...(wasStoppedBy === null ? [] : [wasStoppedBy])];
  return allStopped({
    requests,
    by,
    wasStoppedBy,
    nameOf: await services.names.of(workspaceId, people, client),
  });
}

/** Stopping must work also where the sealed key does not open any more. */
async function auditChannelOf(
  workspaceId: WorkspaceId,
  { connections }: Pick<Services, 'connections'>,
): Promise<ChannelId | null> {
  const connection = await connections.get(workspaceId).catch(() => null);
  return connection?.auditChannel ?? null;
}
