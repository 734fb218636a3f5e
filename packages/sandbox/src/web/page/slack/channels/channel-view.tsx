import type { ShownChannel } from '../../../protocol.ts';
import { useSandbox } from '../../sandbox-context.ts';
import { AppTabs } from '../app-tabs.tsx';
import { MessageList } from '../messages/message-list.tsx';
import { messagesFor } from '../use-place.ts';
import { ChannelName, channelLabel } from './channel-name.tsx';
import { Composer } from './composer.tsx';
import { ListButton } from './list-button.tsx';
import { Welcome } from './welcome.tsx';

interface ChannelViewProps {
  readonly channel: ShownChannel;
  readonly onList: () => void;
}

/** One channel: who is in it, what was said, and the line to type in. */
export function ChannelView({ channel, onList }: ChannelViewProps) {
  const { viewer, workspace } = useSandbox();
  const seen = messagesFor(channel, viewer.id);
  const people = channel.members.filter((id) => id !== workspace.botUserId).length;
  const isDirect = channel.kind === 'im';
  const notes = [
    ...(isDirect ? [] : [`${people} people`]),
    ...(isDirect || channel.isAppIn ? [] : ['Wasend is not in it: /invite @Wasend']),
    ...(channel.isArchived ? ['archived'] : []),
  ];
  return (
    <main class="channel" aria-label={channelLabel(channel)}>
      <header>
        <ListButton onList={onList} />
        <h2>
          <ChannelName channel={channel} />
        </h2>
        <p>{notes.join(' · ')}</p>
      </header>
      {isDirect && <AppTabs open="messages" />}
      <MessageList messages={seen} channel={channel} label="Messages">
        {seen.length === 0 && <Welcome channel={channel} />}
      </MessageList>
      <Composer key={`${viewer.id} ${channel.id}`} channel={channel} />
    </main>
  );
}
