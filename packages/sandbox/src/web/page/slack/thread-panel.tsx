import type { ShownChannel } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';
import { MessageRow } from './message-row.tsx';

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
        <button type="button" class="button quiet" onClick={() => go({ thread: null })}>
          Close the thread
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div class="messages" tabIndex={0} role="log" aria-label="Replies">
        {[first, ...replies].map((message) => (
          <MessageRow key={message.ts} message={message} channel={channel} isInThread />
        ))}
      </div>
    </aside>
  );
}
