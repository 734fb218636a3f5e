import type { KnownBlock, ModalView } from '@slack/types';
import { viewIds } from '../ids.ts';

interface ModalParts {
  readonly callbackId: string;
  readonly metadata: string;
  readonly blocks: readonly KnownBlock[];
  /** At most 24 characters. */
  readonly title?: string;
  /** Without it nothing can be sent. */
  readonly submit?: string;
  readonly close: string;
  /** Ours, unique in the workspace: a pushed view is filled by it. */
  readonly externalId?: string;
}

/** The frame all our modals share. https://docs.slack.dev/reference/views/modal-views */
export function modal({
  callbackId,
  metadata,
  blocks,
  title,
  submit,
  close,
  externalId,
}: ModalParts): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: metadata,
    title: { type: 'plain_text', text: title ?? 'Leave WhatsApp groups' },
    close: { type: 'plain_text', text: close },
    ...(submit === undefined ? {} : { submit: { type: 'plain_text', text: submit } }),
    ...(externalId === undefined ? {} : { external_id: externalId }),
    blocks: [...blocks],
  };
}

/** A modal that only says something. */
export function saying(blocks: readonly KnownBlock[]): ModalView {
  return modal({ callbackId: viewIds.notice, metadata: '', blocks, close: 'Close' });
}
