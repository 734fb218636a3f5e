import type { PlainMessage } from '../block-kit/message.ts';

/** For a delivery from where the app is not installed, or no longer. */
export function notAuthorised({ reference }: { readonly reference: string }): PlainMessage {
  return {
    text: `Nothing was done. This app is not set up for this workspace, or no longer. Whoever runs it can find out more with the reference \`${reference}\`.`,
  };
}
