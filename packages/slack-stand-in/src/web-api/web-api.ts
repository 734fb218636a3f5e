import type { IncomingMessage, ServerResponse } from 'node:http';
import { noteRefusal } from '../content/note-refusal.ts';
import type { JsonObject } from '../json.ts';
import { oauthAccess } from '../oauth/oauth-access.ts';
import type { SlackParts } from '../slack-parts.ts';
import { answerCall, failure, type HttpAnswer } from '../wire/answer-call.ts';
import { readArguments } from '../wire/request-body.ts';
import type { Workspace } from '../world/workspace.ts';
import { appMethods } from './methods/app-methods.ts';
import { chatMethods } from './methods/chat-methods.ts';
import { conversationMethods } from './methods/conversation-methods.ts';
import { functionMethods } from './methods/function-methods.ts';
import { readingMethods } from './methods/reading-methods.ts';
import { userMethods } from './methods/user-methods.ts';
import { viewMethods } from './methods/view-methods.ts';
import { type Answer, accept, refuse, type WebApiMethod } from './web-api-method.ts';

const methods: Readonly<Record<string, WebApiMethod>> = {
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...functionMethods,
  ...readingMethods,
  ...userMethods,
  ...viewMethods,
};

/** Answers one call of /api/<method>, as Slack would. */
export async function handleWebApiCall(
  slack: SlackParts,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const decoded = await readArguments(request);
  const { token: tokenArgument, ...args } = 'args' in decoded ? decoded.args : ({} as JsonObject);
  const authorization = request.headers.authorization ?? '';
  const bearer = /^Bearer (.+)$/iu.exec(authorization)?.[1];
  const token = bearer ?? (typeof tokenArgument === 'string' ? tokenArgument : null);
  const workspaceId = slack.world.workspaceByToken(token ?? '')?.id ?? null;
  await answerCall(slack, response, { method, token, workspaceId, args }, closing, () => {
    if ('refusal' in decoded) return failure(200, decoded.refusal);
    if (method === 'oauth.v2.access') return oauthAccess(slack, args, authorization);
    return runMethod(slack, method, token, args);
  });
}

function runMethod(slack: SlackParts, method: string, token: string | null, args: JsonObject): HttpAnswer {
  const { world } = slack;
  if (method === 'apps.connections.open') return openConnection(slack, token);
  const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!known) return unknownMethod(slack, method);
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

/** Slack may have it: then the app goes on, and is told that nothing was done. */
function unknownMethod({ journal, rules }: SlackParts, method: string): HttpAnswer {
  if (rules.isStrict) {
    journal.note(method, 'unknown_method');
    return failure(200, 'unknown_method');
  }
  journal.remark(method, 'this stand-in does not know it: answered ok, and nothing was done');
  const warning = 'method_not_known_to_the_stand_in';
  return { status: 200, body: accept({ warning, response_metadata: { warnings: [warning] } }) };
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
