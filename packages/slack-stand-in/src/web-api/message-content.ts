import { findBlockFaults } from '../block-kit/blocks.ts';
import type { BlockKitFault } from '../block-kit/checks.ts';
import type { JsonObject } from '../json.ts';
import type { MessageContent } from '../message-store.ts';
import { noteSmells } from '../note-smells.ts';
import type { SlackParts } from '../slack-parts.ts';
import { withFilledIds } from '../with-filled-ids.ts';
import type { Workspace } from '../workspace.ts';
import { type Answer, refuse } from './web-api-method.ts';

/** What an app sends as a message, before anything has been checked. */
export interface SentContent {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
}

const longestText = 40_000;

/** A fault in the words of `response_metadata.messages`. */
export function faultMessage({ pointer, message }: BlockKitFault): string {
  return `[ERROR] ${message} [json-pointer:${pointer}]`;
}

/** The content as it will be kept, or Slack's refusal. What is cut or unwise is noted as a problem. */
export function readContent(
  slack: SlackParts,
  workspace: Workspace,
  method: string,
  sent: SentContent,
): { readonly content: MessageContent } | { readonly refusal: Answer } {
  const { journal, ids } = slack;
  const { text = '', blocks = [], attachments } = sent;
  if (!Array.isArray(blocks)) return { refusal: refuse('invalid_blocks_format') };
  const messages = findBlockFaults('message', blocks, '/blocks').map(faultMessage);
  if (messages.length > 0) {
    return { refusal: refuse('invalid_blocks', { errors: messages, response_metadata: { messages } }) };
  }
  if (text === '' && blocks.length === 0 && attachments === undefined) return { refusal: refuse('no_text') };
  if (text === '')
    journal.note(method, 'no top-level text: notifications and screen readers have nothing to say');
  if (text.length > longestText) journal.note(method, `text is cut at ${longestText} characters`);
  noteSmells(journal, method, workspace, { text, blocks });
  const filled = withFilledIds({ blocks }, ids).blocks as JsonObject[];
  return { content: { text: text.slice(0, longestText), blocks: filled } };
}
