import type { PlainMessage } from '../block-kit/message.ts';

/** For everything nobody foresaw. It must not claim that nothing happened. */
export function somethingBroke({ reference }: { readonly reference: string }): PlainMessage {
  return {
    text: `Something went wrong on our side. What was confirmed before is on record and goes on; the card in the channel says how far it is. If you need help, tell whoever runs this app the reference \`${reference}\`.`,
  };
}
