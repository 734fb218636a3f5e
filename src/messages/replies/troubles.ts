import { type PlainMessage, sentences } from '../block-kit/message.ts';

/** For a delivery from where the app is not installed, or no longer. */
export function notAuthorised({ reference }: { readonly reference: string }): PlainMessage {
  return sentences(
    `Nothing was done. This app is not installed for this workspace. Whoever runs it finds the cause by the reference \`${reference}\`.`,
  );
}

/** Slack opens a form only within three seconds of the click. */
export function triggerExpired(by: 'command' | 'button'): PlainMessage {
  return sentences(
    `Nothing was done. Slack took too long to open the form. ${by === 'command' ? 'Type the command again.' : 'Press the button again.'}`,
  );
}

/** For everything nobody foresaw. `confirmed` says whether a confirmation may have been taken before. */
export function somethingBroke({
  reference,
  confirmed,
}: {
  readonly reference: string;
  readonly confirmed: boolean;
}): PlainMessage {
  const state = confirmed
    ? 'What you confirmed may be on record; `/wasend-leave status` shows it.'
    : 'Nothing was confirmed by it.';
  return sentences(
    `Something went wrong in this app. ${state} If it stays so, tell whoever runs it the reference \`${reference}\`.`,
  );
}

/** The record cannot be written. */
export function ledgerDown({ reference }: { readonly reference: string }): PlainMessage {
  return sentences(
    `Nothing was done. The record of requests cannot be written just now, and nothing is left without it. Try again in a few minutes; if it stays so, tell whoever runs this app the reference \`${reference}\`.`,
  );
}
