import { ulid } from 'ulid';
import { SealBroken } from '../../errors.ts';
import { fetchOver } from '../../http/fetch-over.ts';
import type { Connect } from '../../leaving/advance/means.ts';
import { RequestId, type WorkspaceId } from '../../leaving/ids.ts';
import { createRequests } from '../../leaving/requests.ts';
import { createFillIns } from '../../slack/asking/preview/fill-ins.ts';
import { createAdmins } from '../../slack/people/admins.ts';
import { createNames } from '../../slack/people/names.ts';
import { createUserGroups } from '../../slack/people/user-groups.ts';
import type { Services } from '../../slack/services.ts';
import { type CardRecords, createCardRecords } from '../../slack/telling/card-record.ts';
import { cardUrl } from '../../slack/telling/tell-card.ts';
import { createTurns } from '../../slack/turns.ts';
import { withTimeout } from '../../slack/wire/web-clients.ts';
import { parseAnswer } from '../../wasend/parsing/parse-answer.ts';
import { type Connections, createConnections } from '../../workspaces/connections.ts';
import { createDrafts } from '../../workspaces/drafts.ts';
import { createInstallations, type Installations } from '../../workspaces/installed/installations.ts';
import { createPendingKeys } from '../../workspaces/pending-keys.ts';
import { createSecretBox, type SecretBox } from '../../workspaces/sealed/secret-box.ts';
import type { AppDependencies } from '../dependencies.ts';
import { newReference } from '../new-reference.ts';
import { randomShare } from '../random-share.ts';
import { composeWasend, type Wasend } from './compose-wasend.ts';

/** A `response_url` is answered while a person waits. */
const respondTimeoutMs = 2_500;

/** The services of the listeners, and the way to Wasend for the steps. */
export interface Composition {
  readonly services: Services;
  readonly installations: Installations;
  readonly secretBox: SecretBox;
  readonly cards: CardRecords;
  readonly connect: Connect;
}

/** `workspaceUrl` answers where a workspace is in a browser; null when that is not known. */
export function composeServices(
  dependencies: AppDependencies,
  workspaceUrl: (workspaceId: WorkspaceId) => Promise<string | null>,
): Composition {
  const { config, clock, storage, logger, exchange, parse = parseAnswer } = dependencies;
  const now = () => clock.now();
  const secretBox = createSecretBox(config.encryptionKeys);
  const rules = storage.rules(config.rules);
  const connections = createConnections({ keyv: storage.keyv('connections', 'durable'), secretBox, rules });
  const wasend = composeWasend({ baseUrl: config.wasend.baseUrl, exchange, parse, clock, storage, logger });
  const { ledger, notes, wakes } = storage;
  const cards = createCardRecords(storage.keyv('cards', 'losable'));
  const turns = createTurns();
  const services: Services = {
    requests: createRequests({ ledger, notes, rules, wakes, pace: config.pace, now }),
    rules,
    connections,
    wasend,
    fillIns: createFillIns(clock, turns),
    turns,
    drafts: createDrafts({ keyv: storage.keyv('drafts', 'losable'), secretBox, now }),
    pendingKeys: createPendingKeys({ keyv: storage.keyv('pending-keys', 'losable'), secretBox, now }),
    userGroups: createUserGroups(now),
    admins: createAdmins(now),
    names: createNames(now),
    cards: {
      urlOf: async (workspaceId, requestId) =>
        cardUrl(await cards.get(requestId), await workspaceUrl(workspaceId)),
    },
    pace: config.pace,
    clock,
    newRequestId: () => RequestId.parse(ulid(clock.now(), randomShare)),
    newReference,
    fetch: withTimeout(fetchOver(exchange), respondTimeoutMs),
    logger,
  };
  const installations = createInstallations({ keyv: storage.keyv('installations', 'durable'), secretBox });
  return { services, installations, secretBox, cards, connect: connectBy(connections, wasend) };
}

/** The way to Wasend of a request, if it still has the key it was asked with. */
function connectBy(connections: Connections, wasend: Wasend): Connect {
  return async ({ workspaceId, ask }) => {
    try {
      const connection = await connections.get(workspaceId);
      if (connection === null || wasend.laneOf(connection.apiKey) !== ask.lane)
        return { kind: 'not-connected' };
      const { apiKey, revision } = connection;
      const reads = wasend.reads({ apiKey, sessionId: ask.sessionId });
      return {
        kind: 'connected',
        wasend: wasend.working(apiKey),
        self: () => reads.self(),
        lastSession: () => reads.lastSession(),
        session: () => reads.session(),
        foundAs: () => reads.foundAs(),
        revision,
      };
    } catch (error) {
      if (error instanceof SealBroken) return { kind: 'key-unreadable' };
      throw error;
    }
  };
}
