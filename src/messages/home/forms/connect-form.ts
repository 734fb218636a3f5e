import type { ModalView } from '@slack/types';
import type { MalformedKey } from '../../../leaving/typed/api-key.ts';
import { cutText, plainStranger } from '../../block-kit/strangers.ts';
import { fieldIds, viewIds } from '../../ids.ts';
import { field, form } from './form.ts';
import { formTitles } from './form-titles.ts';

/** Asks for the Wasend key. It is checked before it is kept. */
export function connectForm(): ModalView {
  return form({
    callbackId: viewIds.connect,
    title: formTitles.connect,
    submit: 'Check the key',
    metadata: '',
    blocks: [
      field(
        fieldIds.key,
        'Wasend API key',
        { type: 'plain_text_input', action_id: fieldIds.key, min_length: 8, max_length: 300 },
        {
          hint: 'From your Wasend account. It is checked now, kept sealed, and never shown again but for its last four characters.',
        },
      ),
    ],
  });
}

/** Why what was pasted cannot be a key; nothing was asked of Wasend. */
export const malformedKeyWords = {
  nothing: 'No key was given.',
  bearer: 'Paste the key alone, without the word Bearer.',
  'not-ascii':
    'This is not the bare key: it has a space, a quote or a character that cannot be seen. Copy it again from your Wasend account.',
} as const satisfies Record<MalformedKey, string>;

export type KeyRefusal = 'unauthorized' | 'no-sessions' | 'not-reached';

const keyRefusals = {
  unauthorized: 'Wasend does not take this key, so it was not kept.',
  'no-sessions':
    'The key works, but it has no number, so it was not kept. Add a WhatsApp number in Wasend first.',
  'not-reached': 'Wasend could not check the key just now, so it was not kept. Press again.',
} as const satisfies Record<KeyRefusal, string>;

/** What is wrong with a key that was typed, in Wasend's own words where it said any. Plain text. */
export function keyRefused(why: KeyRefusal, said: string | null): string {
  return cutText(
    said === null ? keyRefusals[why] : `${keyRefusals[why]} Wasend: “${plainStranger(said, 200)}”`,
    300,
  );
}
