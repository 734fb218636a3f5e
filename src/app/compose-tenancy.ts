import { WebClient } from '@slack/web-api';
import { createInstallRoutes, type Page } from '../slack/installing/install-routes.ts';
import { patientClient, patientOptions, type WebClientSettings } from '../slack/wire/web-clients.ts';
import { createInstalledWorkspaces } from '../workspaces/installed-workspaces.ts';
import { createSingleWorkspace, type SingleWorkspace } from '../workspaces/single-workspace.ts';
import type { Tenancy } from '../workspaces/tenancy.ts';
import type { Composition } from './compose-services.ts';
import type { AppDependencies } from './create-app.ts';

/** How this deployment knows its workspaces, and the browser pages that go with it. */
export interface ComposedTenancy {
  readonly tenancy: Tenancy;
  /** Set where one bot token serves one workspace. */
  readonly single: SingleWorkspace | null;
  readonly pages: Readonly<Record<string, Page>>;
}

export async function composeTenancy(
  { config, storage, clock, logger }: AppDependencies,
  { installations, services }: Composition,
  settings: WebClientSettings,
): Promise<ComposedTenancy> {
  const { identity } = config.slack;
  if (identity.kind === 'one-workspace') {
    const single = await createSingleWorkspace(identity.botToken, patientClient(identity.botToken, settings));
    return { tenancy: single, single, pages: {} };
  }
  const now = () => clock.now();
  const { clientId, clientSecret } = identity;
  const client = new WebClient(undefined, patientOptions(settings));
  const states = storage.keyv('oauth-states');
  const means = { ...identity, installations, states, now, newReference: services.newReference, logger };
  return {
    tenancy: createInstalledWorkspaces({ installations, client, clientId, clientSecret, now }),
    single: null,
    pages: createInstallRoutes(means, settings),
  };
}
