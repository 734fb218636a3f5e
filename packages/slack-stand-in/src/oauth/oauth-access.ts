import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';
import { type Answer, accept, refuse } from '../web-api/web-api-method.ts';
import type { HttpAnswer } from '../wire/answer-call.ts';
import { rotatedTokenSeconds } from '../world/installs.ts';
import type { Workspace } from '../world/workspace.ts';

const Args = z.looseObject({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  grant_type: z.string().default('authorization_code'),
  refresh_token: z.string().optional(),
});

/**
 * oauth.v2.access: a code or a refresh token for a bot token. It takes the app's credentials instead of a token, as
 * arguments or as HTTP Basic. Source: docs.slack.dev/authentication/installing-with-oauth.
 */
export function oauthAccess(slack: SlackParts, args: JsonObject, authorization = ''): HttpAnswer {
  const read = Args.safeParse({ ...basicCredentials(authorization), ...args });
  return { status: 200, body: read.success ? exchange(slack, read.data) : refuse('invalid_arguments') };
}

function basicCredentials(authorization: string): JsonObject {
  const basic = /^Basic (\S+)$/iu.exec(authorization)?.[1];
  if (basic === undefined) return {};
  const [id, ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { client_id: id, client_secret: secret.join(':') };
}

function exchange({ installs, world }: SlackParts, args: z.infer<typeof Args>): Answer {
  if (args.client_id !== installs.client.id) return refuse('invalid_client_id');
  if (args.client_secret !== installs.client.secret) return refuse('bad_client_secret');
  if (!['authorization_code', 'refresh_token'].includes(args.grant_type)) return refuse('invalid_grant_type');
  if (args.grant_type === 'refresh_token') {
    const workspace = installs.takeRefreshToken(args.refresh_token ?? '');
    return workspace === null
      ? refuse('invalid_refresh_token')
      : accept(grant(installs.issueToken(workspace), workspace, world.appId));
  }
  const code = installs.takeCode(args.code ?? '');
  if (code === null) return refuse('invalid_code');
  if (code.redirectUri !== null && code.redirectUri !== args.redirect_uri) return refuse('bad_redirect_uri');
  if (code.scopes !== null) {
    code.workspace.scopes.clear();
    for (const scope of code.scopes) code.workspace.scopes.add(scope);
  }
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
