import type { ModalView } from '@slack/types';
import { fieldIds, viewIds } from '../ids.ts';
import { form } from './form.ts';

/** Asks for the Wasend key. It is checked before it is kept. */
export function connectForm(): ModalView {
  return form({
    callbackId: viewIds.connect,
    title: 'Connect to Wasend',
    submit: 'Check the key',
    blocks: [
      {
        type: 'input',
        block_id: fieldIds.key,
        label: { type: 'plain_text', text: 'Wasend API key' },
        hint: {
          type: 'plain_text',
          text: 'From your Wasend account. It is checked with Wasend now, kept sealed, and shown to nobody again but for its last four characters.',
        },
        element: { type: 'plain_text_input', action_id: fieldIds.key, min_length: 8, max_length: 300 },
      },
    ],
  });
}

/** What is wrong with a key that was typed, in Wasend's own words where it said any. */
export function keyRefused(why: 'unauthorized' | 'no-sessions' | 'not-reached', said: string | null): string {
  const words = said === null ? '' : ` Wasend says: “${said}”`;
  switch (why) {
    case 'unauthorized':
      return `Wasend refuses this key, so it was not kept.${words}`.slice(0, 300);
    case 'no-sessions':
      return 'The key works, but it has no session, so it was not kept. Add a WhatsApp number in Wasend first.';
    case 'not-reached':
      return `Wasend could not check the key just now, so it was not kept. Press again.${words}`.slice(
        0,
        300,
      );
  }
}
