import type { KnownBlock, ModalView } from '@slack/types';
import { section } from '../block-kit/mrkdwn.ts';
import { viewIds } from '../ids.ts';

const title = { type: 'plain_text', text: 'Leave WhatsApp groups' } as const;

export interface ModalParts {
  readonly callbackId: string;
  readonly metadata: string;
  readonly blocks: readonly KnownBlock[];
  /** Without it nothing can be sent. */
  readonly submit?: string;
  readonly close: string;
}

/** The frame all our modals share. https://docs.slack.dev/reference/views/modal-views */
export function modal({ callbackId, metadata, blocks, submit, close }: ModalParts): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: metadata,
    title,
    close: { type: 'plain_text', text: close },
    ...(submit === undefined ? {} : { submit: { type: 'plain_text', text: submit } }),
    blocks: [...blocks],
  };
}

/** A modal that only says something. */
export function notice(text: string): ModalView {
  return modal({ callbackId: viewIds.notice, metadata: '', blocks: [section(text)], close: 'Close' });
}
