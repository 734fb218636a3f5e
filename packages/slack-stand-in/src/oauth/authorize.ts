import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';
import { send } from '../wire/answer-call.ts';
import { readArguments } from '../wire/request-body.ts';
import { type Asked, authorizePage, refusalPage } from './authorize-page.ts';

/**
 * The page where a person lets an app into a workspace, or does not. Asked with GET; the form comes back as POST and
 * sends the browser to the app's redirect address with `code`, or with `error=access_denied`, and the `state` as it was.
 * Source: docs.slack.dev/authentication/installing-with-oauth.
 */
export async function handleAuthorize(
  slack: SlackParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const decoded = await readArguments(request);
  const args = 'args' in decoded ? decoded.args : {};
  const asked = readAsked(slack, args);
  if (typeof asked === 'string') return send(response, { status: 400, body: refusalPage(asked) });
  if (request.method === 'GET')
    return send(response, { status: 200, body: authorizePage(slack.world, asked) });
  const location = answerOf(slack, asked, args);
  if (location === null) return send(response, { status: 400, body: refusalPage('invalid_team_or_user') });
  send(response, { status: 302, headers: { location }, body: '' });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What is asked for, or why Slack would not show the page. */
function readAsked({ installs: { client }, journal }: SlackParts, args: JsonObject): Asked | string {
  const clientId = text(args.client_id);
  const scopes = text(args.scope)
    .split(/[\s,]+/u)
    .filter(Boolean);
  const given = text(args.redirect_uri);
  const redirectUri = given || (client.redirectUrls?.[0] ?? '');
  const isAllowed = client.redirectUrls?.some((allowed) => redirectUri.startsWith(allowed)) ?? true;
  const address = URL.parse(redirectUri);
  const refusal =
    clientId !== client.id
      ? 'invalid_client_id'
      : !isAllowed || !/^https?:$/u.test(address?.protocol ?? '')
        ? 'bad_redirect_uri'
        : scopes.length === 0 && text(args.user_scope) === ''
          ? 'invalid_scope: no scopes requested'
          : null;
  if (refusal !== null) journal.note('oauth/v2/authorize', refusal);
  if (text(args.user_scope) !== '')
    journal.remark('oauth/v2/authorize', 'this stand-in does not know user scopes: none are granted');
  return refusal ?? { clientId, scopes, state: text(args.state), redirectUri, isRedirectGiven: given !== '' };
}

/** Where the browser goes with the person's answer; null where there is no such person or workspace. */
function answerOf({ world, installs }: SlackParts, asked: Asked, args: JsonObject): string | null {
  const location = new URL(asked.redirectUri);
  if (asked.state !== '') location.searchParams.set('state', asked.state);
  if (args.answer !== 'allow') {
    location.searchParams.set('error', 'access_denied');
    return location.href;
  }
  const [workspaceId = '', userId = ''] = text(args.who).split('/');
  const workspace = world.workspaces.find(({ id }) => id === workspaceId);
  if (!workspace?.users.has(userId)) return null;
  const redirectUri = asked.isRedirectGiven ? asked.redirectUri : null;
  location.searchParams.set('code', installs.approve(workspace, userId, redirectUri, asked.scopes));
  return location.href;
}
