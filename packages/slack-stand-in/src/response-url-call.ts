import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerCall, failure, type HttpAnswer } from './answer-call.ts';
import { asObject, type JsonObject, parseJson } from './json.ts';
import { readBody } from './request-body.ts';
import type { ResponseTarget } from './response-urls.ts';
import type { SlackParts } from './slack-parts.ts';
import { readContent } from './web-api/message-content.ts';
import { noteRefusal } from './web-api/note-refusal.ts';

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
  const args: JsonObject = asObject(parseJson(await readBody(request))) ?? {};
  const [, , workspaceId = null] = path.split('/');
  await answerCall(slack, response, { method, token: null, workspaceId, args }, closing, () => {
    const target = slack.responseUrls.use(path);
    if (!target) return failure(404, 'Expired url');
    const read = responseBody.safeParse(args);
    if (!read.success) slack.journal.note(method, 'invalid_payload');
    return read.success ? answerInConversation(slack, target, read.data) : failure(400, 'invalid_payload');
  });
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
