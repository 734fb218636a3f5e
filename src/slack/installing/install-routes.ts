import type { IncomingMessage, ServerResponse } from 'node:http';
import { InstallProvider } from '@slack/oauth';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Logger } from '../../logger.ts';
import { botScopes } from '../../messages/ids.ts';
import { failurePage, type NotInstalledWhy, successPage } from '../../messages/install-pages.ts';
import { type Installations, installerStore } from '../../workspaces/installed/installations.ts';
import { createOauthStates } from '../../workspaces/installed/oauth-states.ts';
import type { WrittenByRevision } from '../../workspaces/written-by-revision.ts';
import { interactiveOptions, patientOptions, type WebClientSettings } from '../wire/web-clients.ts';

const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';

/** Handles one browser request; never rejects. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface InstallMeans {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** Where browsers reach this app, without a slash at its end; it may have a path. */
  readonly publicUrl: string;
  readonly installations: Installations;
  /** Keeps the states that have come back. */
  readonly states: WrittenByRevision;
  readonly now: () => number;
  readonly newReference: () => string;
  readonly logger: Logger;
}

/**
 * The two addresses of an installation by OAuth, by Slack's own installer: it sends the browser to the consent page of
 * the Slack whose API is called, checks the state against the browser's cookie and ours, exchanges the code, and stores the installation. A failure is told with a reference, its cause only
 * to the log.
 */
export function createInstallRoutes(
  means: InstallMeans,
  settings: WebClientSettings,
): Readonly<Record<string, Page>> {
  const { clientId, clientSecret, stateSecret, publicUrl, installations, now } = means;
  const redirectUri = `${publicUrl}${redirectPath}`;
  const installOptions = { scopes: [...botScopes], redirectUri };
  const installer = new InstallProvider({
    clientId,
    clientSecret,
    stateStore: createOauthStates({ shown: means.states, stateSecret, options: installOptions, now }),
    installationStore: installerStore(installations, now, (botToken) => addressOf(botToken, settings)),
    clientOptions: patientOptions(settings),
    authorizationUrl: authorizeAt(settings.apiUrl),
    logger: settings.logger,
    directInstall: true,
  });
  const fail = (response: ServerResponse, error: unknown): void => {
    const reference = means.newReference();
    means.logger.warn({ error, reference }, 'an installation failed');
    answer(response, 400, failurePage({ why: whyOf(error), reference }));
  };
  return {
    [installPath]: (request, response) =>
      installer
        .handleInstallPath(request, withOwnCookies(response), {}, installOptions)
        .catch((error) => fail(response, error)),
    [redirectPath]: (request, response) =>
      installer
        .handleCallback(request, response, {
          success: (installation) => {
            const workspace = installation.isEnterpriseInstall
              ? installation.enterprise?.id
              : installation.team?.id;
            means.logger.info({ workspaceId: workspace }, 'installed');
            answer(
              response,
              200,
              successPage({ appId: installation.appId ?? null, teamId: installation.team?.id ?? null }),
            );
          },
          failure: (error) => fail(response, error),
        })
        .catch((error) => fail(response, error)),
  };
}

/** The installer's cookies say nothing of other sites; not every browser then keeps them to itself. Lax lets Slack's page come back. */
function withOwnCookies(response: ServerResponse): ServerResponse {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie') return setHeader(name, value);
    return setHeader(
      name,
      [value].flat().map((cookie) => `${cookie}; SameSite=Lax`),
    );
  };
  return response;
}

const CodedError = z.looseObject({ code: z.string() });

/** By the codes of Slack's installer and client, and of our states. */
const whys: ReadonlyMap<string, NotInstalledWhy> = new Map([
  ['slack_oauth_installer_authorization_error', 'cancelled'],
  ['slack_oauth_missing_state', 'other-browser'],
  ['slack_oauth_invalid_state', 'other-browser'],
  ['state-over', 'link-over'],
  ['state-forged', 'link-forged'],
  ['slack_webapi_platform_error', 'slack-refused'],
]);

function whyOf(error: unknown): NotInstalledWhy {
  return whys.get(CodedError.safeParse(error).data?.code ?? '') ?? 'broke';
}

/** The consent page stands beside the API: `slack.com`, `slack-gov.com`, a stand-in. */
function authorizeAt(apiUrl: string): string {
  return new URL('/oauth/v2/authorize', apiUrl).href;
}

/** https://docs.slack.dev/reference/methods/auth.test */
const AuthTest = z.looseObject({ url: z.url() });

/** Cards are linked with it; an installation is none the worse without. */
async function addressOf(botToken: string, settings: WebClientSettings): Promise<string | null> {
  const answer = await new WebClient(botToken, interactiveOptions(settings)).auth.test().catch(() => null);
  return AuthTest.safeParse(answer).data?.url ?? null;
}

function answer(response: ServerResponse, status: number, html: string): void {
  if (response.headersSent) return;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'referrer-policy': 'no-referrer',
  });
  response.end(html);
}
