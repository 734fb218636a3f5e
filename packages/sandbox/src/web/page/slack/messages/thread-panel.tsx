import type { ShownChannel } from '../../../protocol.ts';
import { CloseIcon } from '../../icons.tsx';
import { useSandbox } from '../../sandbox-context.ts';
import { Composer } from '../channels/composer.tsx';
import { MessageList } from './message-list.tsx';

/** The thread that is open: the message and what was said below it. */
export function ThreadPanel({ channel }: { readonly channel: ShownChannel }) {
  const { look, go } = useSandbox();
  const first = channel.messages.find(({ ts }) => ts === look.thread);
  if (first === undefined) return null;
  const replies = channel.messages.filter(({ threadTs }) => threadTs === first.ts);
  return (
    <aside class="thread" aria-label="Thread">
      <header>
        <h2>Thread</h2>
        <button
          type="button"
          class="icon-button"
          aria-label="Close the thread"
          onClick={() => go({ thread: null })}
        >
          <CloseIcon />
        </button>
      </header>
      <MessageList messages={[first, ...replies]} channel={channel} label="Replies" isThread />
      <Composer key={first.ts} channel={channel} thread={first.ts} />
    </aside>
  );
}
