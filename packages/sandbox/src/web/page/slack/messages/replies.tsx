import type { ShownChannel, ShownMessage } from '../../../protocol.ts';
import { useSandbox } from '../../sandbox-context.ts';
import { Avatar } from './author.tsx';
import { timeOf } from './time-of.ts';

/** The foot of a message that has a thread. */
export function Replies({
  message,
  channel,
}: {
  readonly message: ShownMessage;
  readonly channel: ShownChannel;
}) {
  const { go } = useSandbox();
  const replies = channel.messages.filter(({ threadTs }) => threadTs === message.ts);
  const newest = replies.at(-1);
  if (newest === undefined) return null;
  const people = [...new Set(replies.map(({ userId }) => userId))].slice(0, 3);
  return (
    <button type="button" class="replies" onClick={() => go({ thread: message.ts })}>
      {people.map((userId) => (
        <Avatar key={userId ?? 'app'} userId={userId} />
      ))}
      <span class="count">{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
      <span class="last">Last reply at {timeOf(newest.ts)}</span>
      <span class="view">View thread</span>
    </button>
  );
}
