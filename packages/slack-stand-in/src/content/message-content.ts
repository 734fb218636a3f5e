import { findBlockFaults } from '../block-kit/blocks.ts';
import { attachmentList } from '../block-kit/messages.ts';
import type { JsonObject } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';
import { type Answer, refuse } from '../web-api/web-api-method.ts';
import type { MessageContent } from '../world/message-store.ts';
import type { Workspace } from '../world/workspace.ts';
import { noteSmells } from './note-smells.ts';
import { refusedFaults } from './refused-faults.ts';
import { withFilledIds } from './with-filled-ids.ts';

/** What an app sends as a message, before anything has been checked. */
export interface SentContent {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
}

const longestText = 40_000;
const mostAttachments = 100;

/** The content as it will be kept, or Slack's refusal. What is cut or unwise is noted as a problem. */
export function readContent(
  slack: SlackParts,
  workspace: Workspace,
  method: string,
  sent: SentContent,
): { readonly content: MessageContent } | { readonly refusal: Answer } {
  const { journal, ids } = slack;
  const { text = '', blocks = [], attachments = [] } = sent;
  if (!Array.isArray(blocks)) return { refusal: refuse('invalid_blocks_format') };
  if (!Array.isArray(attachments)) return { refusal: refuse('invalid_attachments') };
  if (attachments.length > mostAttachments) return { refusal: refuse('too_many_attachments') };
  const messages = refusedFaults(slack, method, findBlockFaults('message', blocks, '/blocks'));
  if (messages.length > 0) return { refusal: refusedWith('invalid_blocks', messages) };
  const inAttachments = refusedFaults(slack, method, attachmentList(attachments, '/attachments'));
  if (inAttachments.length > 0) return { refusal: refusedWith('invalid_attachments', inAttachments) };
  if (text === '' && blocks.length === 0 && attachments.length === 0) return { refusal: refuse('no_text') };
  if (text === '')
    journal.note(method, 'no top-level text: notifications and screen readers have nothing to say');
  if (text.length > longestText) journal.note(method, `text is cut at ${longestText} characters`);
  const attached = attachments as JsonObject[];
  noteSmells(journal, method, workspace, {
    text,
    blocks: [blocks, attached.map((one) => one.blocks)].flat(),
  });
  if (attached.some(({ actions }) => actions !== undefined))
    journal.remark(
      method,
      'this stand-in does not know buttons of attachments without blocks: nobody can press them',
    );
  return {
    content: {
      text: text.slice(0, longestText),
      blocks: withFilledIds({ blocks }, ids).blocks as JsonObject[],
      attachments: attached.map((one) => (one.blocks === undefined ? one : withFilledIds(one, ids))),
    },
  };
}

const refusedWith = (error: string, messages: readonly string[]): Answer =>
  refuse(error, { errors: messages, response_metadata: { messages } });
