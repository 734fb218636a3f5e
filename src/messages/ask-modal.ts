import type { ModalView } from '@slack/types';
import type { RequestId } from '../leaving/ids.ts';
import { actionIds, blockIds, viewIds } from '../slack/ids.ts';
import { modal } from './modal.ts';

/** Asks for the groups; nothing is left before the next modal has shown them. */
export function askModal({ requestId }: { readonly requestId: RequestId }): ModalView {
  return modal({
    callbackId: viewIds.ask,
    metadata: JSON.stringify({ v: 1, requestId, revision: 0 }),
    submit: 'Next',
    close: 'Cancel',
    blocks: [
      {
        type: 'input',
        block_id: blockIds.typedGroups,
        label: { type: 'plain_text', text: 'Which groups should the number leave?' },
        hint: {
          type: 'plain_text',
          text: 'Group ids such as 120363025246125486@g.us, or invite links, separated by spaces, commas or lines; at most 50.',
        },
        element: {
          type: 'plain_text_input',
          action_id: actionIds.typedGroups,
          multiline: true,
          max_length: 3000,
          focus_on_load: true,
        },
      },
    ],
  });
}
