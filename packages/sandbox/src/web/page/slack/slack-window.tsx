import { useState } from 'preact/hooks';
import { AppView } from './app-view.tsx';
import { ChannelList } from './channels/channel-list.tsx';
import { ChannelView } from './channels/channel-view.tsx';
import { ThreadPanel } from './messages/thread-panel.tsx';
import { usePlace } from './use-place.ts';

/** The part of Slack this app lives in. */
export function SlackWindow() {
  const place = usePlace();
  const [isListOpen, setIsListOpen] = useState(false);
  const openList = (): void => setIsListOpen(true);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape puts the drawer away, wherever the keyboard is
    <div class="slack" onKeyDown={(event) => event.key === 'Escape' && setIsListOpen(false)}>
      <ChannelList place={place} isOpen={isListOpen} onDone={() => setIsListOpen(false)} />
      {isListOpen && (
        <button
          type="button"
          class="shade"
          aria-label="Close the list of channels"
          onClick={() => setIsListOpen(false)}
        />
      )}
      {place.kind === 'channel' ? (
        <ChannelView key={place.channel.id} channel={place.channel} onList={openList} />
      ) : (
        <AppView tab={place.kind} onList={openList} />
      )}
      {place.kind === 'channel' && <ThreadPanel channel={place.channel} />}
    </div>
  );
}
