import type { ModalView } from '@slack/types';
import { fieldIds, viewIds } from '../ids.ts';
import { type PickableSession, sessionOptions } from '../modals/picker-modal.ts';
import { form } from './form.ts';

/** Asks which numbers one channel sees. */
export function channelSessionsForm(sessions: readonly PickableSession[]): ModalView {
  return form({
    callbackId: viewIds.channelSessions,
    title: 'Numbers of a channel',
    submit: 'Save',
    blocks: [
      {
        type: 'input',
        block_id: fieldIds.boundChannel,
        label: { type: 'plain_text', text: 'Channel' },
        element: {
          type: 'conversations_select',
          action_id: fieldIds.boundChannel,
          filter: { include: ['public', 'private'], exclude_bot_users: true },
          default_to_current_conversation: false,
        },
      },
      {
        type: 'input',
        block_id: fieldIds.boundSessions,
        optional: true,
        label: { type: 'plain_text', text: 'It sees only these numbers' },
        hint: { type: 'plain_text', text: 'Leave it empty to let the channel see every number again.' },
        element: {
          type: 'multi_static_select',
          action_id: fieldIds.boundSessions,
          max_selected_items: 20,
          options: sessionOptions(sessions),
        },
      },
    ],
  });
}
