import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { SessionId } from '../../leaving/ids.ts';
import { fieldIds, viewIds } from '../ids.ts';
import type { PickableSession } from '../modals/picker-modal.ts';
import { sessionOptions } from '../modals/picker-modal.ts';
import { form } from './form.ts';

export interface ConnectionForm {
  readonly sessions: readonly PickableSession[];
  readonly sessionId: SessionId | null;
  readonly auditChannel: string | null;
  /** Names the key that waits to be kept; null when the key stays as it is. */
  readonly pendingId: string | null;
}

/** Asks which number is taken when nobody chooses, and where every leave is told. */
export function connectionForm({ sessions, sessionId, auditChannel, pendingId }: ConnectionForm): ModalView {
  const options = sessionOptions(sessions);
  const initial = options.find(({ value }) => value === sessionId);
  const blocks: KnownBlock[] = [sessionField(options, initial), auditField(auditChannel)];
  return form({
    callbackId: viewIds.connection,
    title: 'Number and audit',
    submit: 'Save',
    blocks,
    metadata: JSON.stringify({ v: 1, pendingId }),
  });
}

function sessionField(options: PlainTextOption[], initial: PlainTextOption | undefined): KnownBlock {
  return {
    type: 'input',
    block_id: fieldIds.session,
    label: { type: 'plain_text', text: 'Which number is taken when nobody chooses another?' },
    element: {
      type: 'static_select',
      action_id: fieldIds.session,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

function auditField(auditChannel: string | null): KnownBlock {
  return {
    type: 'input',
    block_id: fieldIds.auditChannel,
    optional: true,
    label: { type: 'plain_text', text: 'Audit channel' },
    hint: {
      type: 'plain_text',
      text: 'Hears of every leave and of every change of the rules. The app says hello there now, to see that it can.',
    },
    element: {
      type: 'conversations_select',
      action_id: fieldIds.auditChannel,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(auditChannel === null ? {} : { initial_conversation: auditChannel }),
    },
  };
}

/** Said in a channel that was chosen as audit channel. */
export function auditHello(by: string): string {
  return `<@${by}> made this the audit channel. Every leave of a WhatsApp group and every change of the rules is told here.`;
}

/** Why a chosen audit channel was not taken. */
export function auditChannelRefused(code: string): string {
  return `The app could not post there (${code}). Type /invite @Wasend in that channel, then press again.`;
}

/** The key that was checked is not to be had any more. */
export const pendingKeyGone = 'This form was open for too long. Close it and paste the key again.';
