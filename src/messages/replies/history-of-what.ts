import type { PlainMessage } from '../block-kit/message.ts';
import { stranger } from '../block-kit/mrkdwn.ts';

/** For `history` of something that is neither a person nor a group. */
export function historyOfWhat(typed: string): PlainMessage {
  return {
    text: `“${stranger(typed, 60)}” is neither a person nor a group id. Use \`/wasend-leave history\`, \`/wasend-leave history @person\` or \`/wasend-leave history 120363025246125486@g.us\`.`,
  };
}
