import type { PlainMessage } from '../block-kit/message.ts';

/** Answers `/wasend-leave help`, with what this person may do. */
export function helpMessage({ mayLeave }: { readonly mayLeave: boolean }): PlainMessage {
  const able = [
    '`/wasend-leave` asks which groups, then shows what would be left before anything happens.',
    '`/wasend-leave 120363025246125486@g.us` does the same with that group filled in. Several ids or invite links may be separated by spaces, commas or lines, up to 50.',
    '`/wasend-leave status` shows the open requests; `/wasend-leave history` the past ones, also of one `@person` or one group id.',
    '`/wasend-leave stop all` stops every open request and refuses new ones until an admin lifts it on the app’s Home tab.',
    'After *Leave group* there are some seconds in which anyone in the channel can press *Stop*.',
    'Leaving cannot be undone: the number needs a new invite to come back. Each group is asked at most once, then settled by looking.',
  ];
  const unable = [
    'You may not take the number out of WhatsApp groups here. Ask an admin or owner.',
    'You can press *Stop* on a card in a channel you are in.',
  ];
  return {
    text: [
      '*Taking the number out of WhatsApp groups*',
      ...(mayLeave ? able : unable).map((line) => `• ${line}`),
    ].join('\n'),
  };
}
