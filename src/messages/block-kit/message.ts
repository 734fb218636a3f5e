import type { KnownBlock } from '@slack/types';

/** What is posted. `text` says the whole result by itself: screen readers and notifications read nothing else. */
export interface PlainMessage {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}
