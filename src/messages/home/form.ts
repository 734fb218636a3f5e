import type { KnownBlock, ModalView } from '@slack/types';
import { section } from '../block-kit/mrkdwn.ts';
import { viewIds } from '../ids.ts';

export interface Form {
  readonly callbackId: string;
  /** At most 24 characters. */
  readonly title: string;
  readonly submit: string;
  readonly blocks: readonly KnownBlock[];
  readonly metadata?: string;
}

/** The frame of the forms behind the Home tab. */
export function form({ callbackId, title, submit, blocks, metadata = '' }: Form): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: metadata,
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [...blocks],
  };
}

/** Stands until the form is there: Slack's trigger does not wait for look-ups. */
export function formOpening(): ModalView {
  return {
    type: 'modal',
    callback_id: viewIds.notice,
    private_metadata: '',
    title: { type: 'plain_text', text: 'One moment' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [section('Looking up …')],
  };
}
