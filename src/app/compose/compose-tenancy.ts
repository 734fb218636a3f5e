import { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../../leaving/ids.ts';
import { createInstallRoutes, type Page } from '../../slack/installing/install-routes.ts';
import { patientClient, patientOptions, type WebClientSettings } from '../../slack/wire/web-clients.ts';
import { createInstalledWorkspaces } from '../../workspaces/installed/installed-workspaces.ts';
import { createLateWorkspace } from '../../workspaces/installed/late-workspace.ts';
import { createSingleWorkspace } from '../../workspaces/installed/single-workspace.ts';
import type { Tenancy } from '../../workspaces/installed/tenancy.ts';
import { createTokenExchanges, type TokenExchanges } from '../../workspaces/installed/token-exchanges.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { Composition } from './compose-services.ts';

/** How this deployment knows its workspaces, and the browser pages that go with it. */
export interface ComposedTenancy {
  readonly tenancy: Tenancy;
  /**
   * Asks Slack whose bot token it is, once: the one workspace of this deployment, or null where many are installed.
   * Throws ConfigError when Slack refuses the token, and whatever the client throws when Slack cannot be reached.
   */
  readonly reach: () => Promise<WorkspaceId | null>;
  readonly pages: Readonly<Record<string, Page>>;
  /** Null where no token rotates. */
  readonly exchanges: TokenExchanges | null;
}

export function composeTenancy(
  { config, storage, clock, logger }: AppDependencies,
  { installations, services }: Composition,
  settings: WebClientSettings,
): ComposedTenancy {
  const { identity } = config.slack;
  if (identity.kind === 'one-workspace') {
    const { botToken } = identity;
    const late = createLateWorkspace(() =>
      createSingleWorkspace(botToken, patientClient(botToken, settings)),
    );
    return { tenancy: late, reach: () => late.reach(), pages: {}, exchanges: null };
  }
  const now = () => clock.now();
  const { clientId, clientSecret } = identity;
  const client = new WebClient(undefined, patientOptions(settings));
  const states = storage.keyv('oauth-states', 'losable');
  const means = { ...identity, installations, states, now, newReference: services.newReference, logger };
  const exchanges = createTokenExchanges({
    installations,
    client,
    clientId,
    clientSecret,
    now,
    alone: (name, work) => storage.alone(name, work),
  });
  return {
    tenancy: createInstalledWorkspaces({ installations, exchanges, now }),
    reach: async () => null,
    pages: createInstallRoutes(means, settings),
    exchanges,
  };
}
