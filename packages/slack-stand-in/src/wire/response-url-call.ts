import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readContent } from '../content/message-content.ts';
import { noteRefusal } from '../content/note-refusal.ts';
import { asObject, type JsonObject, parseJson } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';
import { answerCall, failure, type HttpAnswer } from './answer-call.ts';
import { readArguments } from './request-body.ts';
import type { ResponseTarget } from './response-urls.ts';

const method = 'response_url';

const responseBody = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  response_type: z.enum(['in_channel', 'ephemeral']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

type ResponseBody = z.output<typeof responseBody>;

/** Answers one POST to a response_url. What is wrong is answered with a status other than 200, and is final. */
export async function handleResponseUrlCall(
  slack: SlackParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const args = await readSent(request);
  const [, , workspaceId = null] = path.split('/');
  await answerCall(slack, response, { method, token: null, workspaceId, args }, closing, () => {
    const target = slack.responseUrls.use(path);
    if (!target) return failure(404, 'Expired url');
    if (target.messageTs !== null && !isExplicit(args)) {
      const unsaid = 'an answer to a button must say replace_original, and response_type unless it replaces';
      if (slack.rules.requireExplicitResponse) {
        slack.journal.note(method, unsaid);
        return failure(400, 'invalid_payload');
      }
      slack.journal.remark(method, unsaid);
    }
    const read = responseBody.safeParse(args);
    if (!read.success) slack.journal.note(method, 'invalid_payload');
    return read.success ? answerInConversation(slack, target, read.data) : failure(400, 'invalid_payload');
  });
}

/**
 * Whether it says what becomes of the message with the button. What Slack takes otherwise is not settled: its guide has
 * "replace the current message by default", and original messages were seen to be replaced by a private word.
 */
function isExplicit({
  replace_original: replaces,
  delete_original: deletes,
  response_type: type,
}: JsonObject): boolean {
  return deletes === true || replaces === true || (replaces === false && type !== undefined);
}

/** JSON, also inside a form's `payload`. */
async function readSent(request: IncomingMessage): Promise<JsonObject> {
  const decoded = await readArguments(request);
  if ('refusal' in decoded) return {};
  const { payload } = decoded.args;
  return typeof payload === 'string' ? (asObject(parseJson(payload)) ?? {}) : decoded.args;
}

function answerInConversation(slack: SlackParts, target: ResponseTarget, sent: ResponseBody): HttpAnswer {
  const { world } = slack;
  const workspace = world.workspace(target.workspaceId);
  if (workspace.channels.get(target.channelId)?.isArchived) return failure(410, 'channel_is_archived');
  const original =
    target.messageTs === null ? undefined : world.messages.find(target.channelId, target.messageTs);
  if (sent.delete_original) {
    if (original) world.messages.remove(original);
    return { status: 200, body: 'ok' };
  }
  const read = readContent(slack, workspace, method, sent);
  if ('refusal' in read) {
    noteRefusal(slack.journal, method, read.refusal);
    return { status: 400, body: read.refusal };
  }
  if (sent.replace_original && original) {
    world.messages.edit(original, read.content);
    return { status: 200, body: 'ok' };
  }
  world.messages.post({
    ...read.content,
    ts: slack.ids.messageTs(),
    channelId: target.channelId,
    workspaceId: workspace.id,
    threadTs: sent.thread_ts ?? null,
    via: 'response_url',
    onlyFor: sent.response_type === 'ephemeral' ? target.userId : null,
    metadata: undefined,
  });
  return { status: 200, body: 'ok' };
}
