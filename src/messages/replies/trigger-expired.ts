import type { PlainMessage } from '../block-kit/message.ts';

/** Slack opens a form only within three seconds of the click. */
export function triggerExpired(): PlainMessage {
  return {
    text: 'Nothing was done. Slack took too long to open the form. Type the command again, or press the button again.',
  };
}
