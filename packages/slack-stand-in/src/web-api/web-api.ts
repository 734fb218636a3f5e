import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerCall, failure, type HttpAnswer } from '../answer-call.ts';
import type { JsonObject } from '../json.ts';
import { decodeArguments, readBody } from '../request-body.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Workspace } from '../workspace.ts';
import { appMethods } from './app-methods.ts';
import { chatMethods } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import { functionMethods } from './function-methods.ts';
import { noteRefusal } from './note-refusal.ts';
import { oauthAccess } from './oauth-access.ts';
import { userMethods } from './user-methods.ts';
import { viewMethods } from './view-methods.ts';
import { type Answer, accept, refuse, type WebApiMethod } from './web-api-method.ts';

const methods: Readonly<Record<string, WebApiMethod>> = {
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...functionMethods,
  ...userMethods,
  ...viewMethods,
};

/** Answers one POST to /api/<method>, as Slack would. */
export async function handleWebApiCall(
  slack: SlackParts,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const decoded =
    request.method === 'POST'
      ? decodeArguments(request.headers['content-type'] ?? '', await readBody(request))
      : { refusal: 'invalid_post_type' };
  const { token: tokenArgument, ...args } = 'args' in decoded ? decoded.args : ({} as JsonObject);
  const bearer = /^Bearer (.+)$/iu.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? (typeof tokenArgument === 'string' ? tokenArgument : null);
  const workspaceId = slack.world.workspaceByToken(token ?? '')?.id ?? null;
  await answerCall(slack, response, { method, token, workspaceId, args }, closing, () =>
    'refusal' in decoded ? failure(200, decoded.refusal) : runMethod(slack, method, token, args),
  );
}

function runMethod(slack: SlackParts, method: string, token: string | null, args: JsonObject): HttpAnswer {
  const { world, journal } = slack;
  if (method === 'apps.connections.open') return openConnection(slack, token);
  if (method === 'oauth.v2.access') return oauthAccess(slack, args);
  const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!known) journal.note(method, 'unknown_method');
  if (!known) return failure(200, 'unknown_method');
  if (token === null) return failure(200, 'not_authed');
  const workspace = world.workspaceByToken(token);
  if (!workspace) return failure(200, token === world.appToken ? 'not_allowed_token_type' : 'invalid_auth');
  if (workspace.tokenRefusal !== null) return failure(200, workspace.tokenRefusal);
  const waitSeconds = secondsToWait(slack, known, method, workspace, args);
  if (waitSeconds > 0) return failure(429, 'ratelimited', waitSeconds);
  const answer = missingScope(known, workspace) ?? known.run(slack, workspace, args);
  if (method !== 'blocks.validate') noteRefusal(slack.journal, method, answer);
  const headers = {
    'x-oauth-scopes': [...workspace.scopes].join(','),
    'x-accepted-oauth-scopes': known.scopes.join(','),
  };
  return { status: 200, headers, body: answer };
}

function secondsToWait(
  { knobState, rateLimits }: SlackParts,
  { tier }: WebApiMethod,
  method: string,
  workspace: Workspace,
  { channel }: JsonObject,
): number {
  return knobState.areRateLimitsOn() ? rateLimits.take(tier, method, workspace.id, String(channel)) : 0;
}

function missingScope({ scopes }: WebApiMethod, workspace: Workspace): Answer | undefined {
  if (scopes.length === 0 || scopes.some((scope) => workspace.scopes.has(scope))) return undefined;
  return refuse('missing_scope', { needed: scopes.join(','), provided: [...workspace.scopes].join(',') });
}

function openConnection(slack: SlackParts, token: string | null): HttpAnswer {
  if (token === null) return failure(200, 'not_authed');
  if (token !== slack.world.appToken) return failure(200, 'invalid_auth');
  const waitSeconds = slack.knobState.areRateLimitsOn()
    ? slack.rateLimits.take(1, 'apps.connections.open', '', '')
    : 0;
  if (waitSeconds > 0) return failure(429, 'ratelimited', waitSeconds);
  const url = slack.baseUrl().replace(/^http/u, 'ws') + slack.socketMode.issueTicket();
  return { status: 200, body: accept({ url }) };
}
