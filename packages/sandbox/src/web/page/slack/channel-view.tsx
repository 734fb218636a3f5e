import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownChannel } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';
import { channelLabel } from './channel-list.tsx';
import { Composer } from './composer.tsx';
import { MessageRow } from './message-row.tsx';

/** One channel: who is in it, what was said, and the line to type in. */
export function ChannelView({ channel }: { readonly channel: ShownChannel }) {
  const { viewer, workspace } = useSandbox();
  const seen = channel.messages.filter(
    ({ threadTs, onlyFor }) => threadTs === null && (onlyFor === null || onlyFor === viewer.id),
  );
  const list = useRef<HTMLDivElement>(null);
  const newest = seen.at(-1);
  const mark = `${newest?.ts} ${newest?.edits}`;
  // The newest message and its edits are what to scroll for.
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [mark]);
  const people = channel.members.filter((id) => id !== workspace.botUserId).length;
  const notes = [
    channel.kind === 'im' ? 'only you and the app' : `${people} people`,
    channel.isAppIn ? 'Wasend is in it' : 'Wasend is not in it: /invite @Wasend',
    ...(channel.isArchived ? ['archived'] : []),
  ];
  return (
    <main class="channel" aria-label={channelLabel(channel)}>
      <header>
        <h2>{channelLabel(channel)}</h2>
        <p>{notes.join(' · ')}</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div class="messages" role="log" aria-label="Messages" tabIndex={0} ref={list}>
        {seen.length === 0 && <p class="empty">Nothing was said here yet. Type /wasend-leave below.</p>}
        {seen.map((message) => (
          <MessageRow key={message.ts} message={message} channel={channel} />
        ))}
      </div>
      <Composer channel={channel} />
    </main>
  );
}
