import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { Config } from '../config/read-config.ts';
import type { Connect } from '../leaving/advance/advance.ts';
import { createConfirm } from '../leaving/before/confirm.ts';
import { RequestId } from '../leaving/ids.ts';
import { createLeftBefore } from '../leaving/looking-back/left-before.ts';
import type { WasendClient } from '../leaving/ports/wasend.ts';
import type { WorkspaceSettings } from '../leaving/rules/settings.ts';
import { createUserGroups } from '../slack/people/user-groups.ts';
import type { Services } from '../slack/services.ts';
import { withTimeout } from '../slack/wire/web-clients.ts';
import { createWasendClient } from '../wasend/client.ts';
import { laneOf } from '../wasend/lane.ts';
import { createReads } from '../wasend/reads.ts';
import { type Connection, createConnections } from '../workspaces/connections.ts';
import { createDrafts } from '../workspaces/drafts.ts';
import { createInstallations, type Installations } from '../workspaces/installations.ts';
import { createPendingKeys } from '../workspaces/pending-keys.ts';
import { createSecretBox } from '../workspaces/secret-box.ts';
import { createSettingsStore } from '../workspaces/settings-store.ts';
import type { AppDependencies } from './create-app.ts';

/** A `response_url` is answered while a person waits. */
const respondTimeoutMs = 2_500;

/** The services of the listeners, and the way to Wasend for the steps. */
export interface Composition {
  readonly services: Services;
  readonly installations: Installations;
  readonly connect: Connect;
}

export function composeServices(dependencies: AppDependencies): Composition {
  const { config, clock, storage, logger } = dependencies;
  const now = () => clock.now();
  const secretBox = createSecretBox(config.encryptionKeys);
  const connections = createConnections({ keyv: storage.keyv('connections'), secretBox });
  const clientOf = wasendClients(dependencies);
  const readsFor = createReads(now);
  const reads: Services['reads'] = (connection) =>
    readsFor(
      `${laneOf(connection.apiKey)}/${connection.sessionId}`,
      clientOf(connection),
      connection.sessionId,
    );
  const onError = (requestId: RequestId, error: unknown): void => {
    const reference = newReference();
    logger.error({ error, reference, requestId }, 'a step failed; it is taken again');
  };
  const services: Services = {
    ledger: storage.ledger,
    steps: storage.queue({ onError }),
    reports: storage.queue({ onError }),
    connections,
    drafts: createDrafts({ keyv: storage.keyv('drafts'), secretBox, now }),
    reads,
    leftBefore: createLeftBefore(storage.ledger, now),
    laneOf: (connection) => laneOf(connection.apiKey),
    confirm: createConfirm(storage.ledger, now),
    settings: createSettingsStore(storage.keyv('settings'), defaultSettings(config)),
    pendingKeys: createPendingKeys({ keyv: storage.keyv('pending-keys'), secretBox, now }),
    checkKey: (apiKey) => checkKey(apiKey, dependencies),
    userGroups: createUserGroups(now),
    pace: config.pace,
    clock,
    newRequestId: () => RequestId.parse(ulid(clock.now())),
    newReference,
    fetch: withTimeout(dependencies.fetch, respondTimeoutMs),
    logger,
  };
  const connect: Connect = async (request) => {
    const connection = await connections.get(request.workspaceId);
    if (connection === null || laneOf(connection.apiKey) !== request.ask.lane) return null;
    const forSession = { ...connection, sessionId: request.ask.sessionId };
    const settings = await services.settings.get(request.workspaceId);
    return { wasend: clientOf(connection), self: await reads(forSession).self(), settings };
  };
  const installations = createInstallations({ keyv: storage.keyv('installations'), secretBox });
  return { services, installations, connect };
}

/** What holds where a workspace has not set its own. */
function defaultSettings({ leavers, holdSeconds, pace: { bulkGapMs } }: Config): WorkspaceSettings {
  return {
    leavers,
    holdSeconds,
    gapSeconds: { from: bulkGapMs.from / 1000, to: bulkGapMs.to / 1000 },
    channels: [],
    channelSessions: [],
    protectedGroups: [],
    approval: { needed: 0, overGroups: 0, minutes: 15 },
    dailyCap: null,
    stoppedBy: null,
  };
}

/** Short enough to be read out on the phone, long enough never to be two. */
function newReference(): string {
  return `ws-${randomBytes(5).toString('hex')}`;
}

/** A person waits in a form that Slack gives three seconds: a slow answer is told as such. */
const checkTimeoutMs = 2_000;

function checkKey(
  apiKey: string,
  { config, fetch, clock }: AppDependencies,
): ReturnType<Services['checkKey']> {
  const timeouts = { leaveMs: checkTimeoutMs, readMs: checkTimeoutMs };
  return createWasendClient({ baseUrl: config.wasend.baseUrl, apiKey, fetch, clock, timeouts }).sessions();
}

function wasendClients({ config, fetch, clock }: AppDependencies): (connection: Connection) => WasendClient {
  return ({ apiKey }) => createWasendClient({ baseUrl: config.wasend.baseUrl, apiKey, fetch, clock });
}
