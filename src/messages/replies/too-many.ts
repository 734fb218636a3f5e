import { mostGroups } from '../../leaving/typed/leave-command-text.ts';
import type { PlainMessage } from '../block-kit/message.ts';

export function tooManyGroups(count: number): PlainMessage {
  return {
    text: `Nothing was done. These are ${count} groups, and one request takes at most ${mostGroups}. Ask for the first ${mostGroups}, then for the rest.`,
  };
}
