import type { Config } from '../../config/read-config.ts';
import { ConfigError } from '../../errors.ts';
import { ChannelId, type WorkspaceId } from '../../leaving/ids.ts';
import { parseSessionId } from '../../leaving/typed/session-id.ts';
import { malformedSessionWords } from '../../messages/replies/malformed-input.ts';
import type { Services } from '../../slack/services.ts';
import type { NewConnection } from '../../workspaces/connections.ts';

/**
 * The connection of the environment is stored once, for a workspace that has none; after that the store is the truth,
 * and a difference is said. Throws SealBroken when the stored one does not open: better now than at the first command.
 */
export async function connectFirst(
  services: Pick<Services, 'connections' | 'clock' | 'logger'>,
  workspaceId: WorkspaceId,
  config: Config,
): Promise<void> {
  const wanted = firstConnection(workspaceId, config, services.clock.now());
  if (wanted !== null) await services.connections.putIfAbsent(wanted);
  const stored = await services.connections.get(workspaceId);
  if (wanted === null || stored === null) return;
  const differing = (['apiKey', 'sessionId', 'auditChannel'] as const).filter(
    (field) => stored[field] !== wanted[field],
  );
  if (differing.length === 0) return;
  const remedy = `npm run workspaces -- disconnect ${workspaceId}`;
  services.logger.warn(
    { workspaceId, differing, remedy },
    'the stored connection is kept, though the environment differs from it',
  );
}

function firstConnection(
  workspaceId: WorkspaceId,
  { wasend: { first } }: Config,
  now: number,
): NewConnection | null {
  if (first === null) return null;
  const session = parseSessionId(first.sessionId);
  if (session.kind !== 'session')
    throw new ConfigError(`WASEND_SESSION_ID is not a session id. ${malformedSessionWords[session.why]}`);
  const auditChannel = first.auditChannel === null ? null : ChannelId.parse(first.auditChannel);
  return {
    workspaceId,
    apiKey: first.apiKey,
    sessionId: session.sessionId,
    auditChannel,
    connectedAt: now,
    connectedBy: null,
  };
}
