import type { ModalView } from '@slack/types';
import { fieldIds, viewIds } from '../../ids.ts';
import { type PickableSession, sessionOptions } from '../../modals/picker/session-options.ts';
import { field, form, formMetadata } from './form.ts';
import { formTitles } from './form-titles.ts';

/** Asks which numbers one channel sees. */
export function channelSessionsForm(sessions: readonly PickableSession[], revision: number): ModalView {
  return form({
    callbackId: viewIds.channelSessions,
    title: formTitles.channelSessions,
    submit: 'Save',
    metadata: formMetadata(revision),
    blocks: [
      field(fieldIds.boundChannel, 'Channel', {
        type: 'conversations_select',
        action_id: fieldIds.boundChannel,
        filter: {
          include: ['public', 'private'],
          exclude_bot_users: true,
          exclude_external_shared_channels: true,
        },
        default_to_current_conversation: false,
      }),
      field(
        fieldIds.boundSessions,
        'It sees only these numbers',
        {
          type: 'multi_static_select',
          action_id: fieldIds.boundSessions,
          max_selected_items: 20,
          options: sessionOptions(sessions),
        },
        {
          optional: true,
          hint: 'Empty: the channel sees every number again. Whoever may leave can use other numbers from other channels.',
        },
      ),
    ],
  });
}
