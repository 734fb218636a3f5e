import { z } from 'zod';
import type { HttpAnswer } from '../answer-call.ts';
import { rotatedTokenSeconds, standInClient } from '../installs.ts';
import type { JsonObject } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Workspace } from '../workspace.ts';
import { type Answer, accept, refuse } from './web-api-method.ts';

const Args = z.looseObject({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  grant_type: z.enum(['authorization_code', 'refresh_token']).optional(),
  refresh_token: z.string().optional(),
});

/** oauth.v2.access: a code or a refresh token for a bot token. It takes the app's credentials instead of a token. */
export function oauthAccess(slack: SlackParts, args: JsonObject): HttpAnswer {
  return { status: 200, body: exchange(slack, Args.parse(args)) };
}

function exchange({ installs, world }: SlackParts, args: z.infer<typeof Args>): Answer {
  if (args.client_id !== standInClient.id) return refuse('invalid_client_id');
  if (args.client_secret !== standInClient.secret) return refuse('bad_client_secret');
  if (args.grant_type === 'refresh_token') {
    const workspace = installs.takeRefreshToken(args.refresh_token ?? '');
    return workspace === null
      ? refuse('invalid_refresh_token')
      : accept(grant(installs.issueToken(workspace), workspace, world.appId));
  }
  const code = installs.takeCode(args.code ?? '');
  if (code === null) return refuse('invalid_code');
  if (code.redirectUri !== null && code.redirectUri !== args.redirect_uri) return refuse('bad_redirect_uri');
  return accept({
    ...grant(installs.issueToken(code.workspace), code.workspace, world.appId),
    authed_user: { id: code.userId },
  });
}

function grant(
  issued: { readonly token: string; readonly refreshToken: string | null },
  workspace: Workspace,
  appId: string,
): JsonObject {
  const { enterprise } = workspace;
  const isOrgInstall = enterprise?.isOrgInstall ?? false;
  return {
    access_token: issued.token,
    token_type: 'bot',
    scope: [...workspace.scopes].join(','),
    bot_user_id: workspace.botUserId,
    app_id: appId,
    team: isOrgInstall ? null : { id: workspace.id, name: workspace.name },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: isOrgInstall,
    ...(issued.refreshToken === null
      ? {}
      : { refresh_token: issued.refreshToken, expires_in: rotatedTokenSeconds }),
  };
}
