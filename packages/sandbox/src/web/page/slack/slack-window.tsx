import { ChannelList } from './channel-list.tsx';
import { ChannelView } from './channel-view.tsx';
import { HomeView } from './home-view.tsx';
import { ThreadPanel } from './thread-panel.tsx';
import { usePlace } from './use-place.ts';

/** The part of Slack this app lives in. */
export function SlackWindow() {
  const place = usePlace();
  return (
    <section class="slack" aria-label="Slack">
      <ChannelList place={place} />
      {place.kind === 'home' ? <HomeView /> : <ChannelView key={place.channel.id} channel={place.channel} />}
      {place.kind === 'channel' && <ThreadPanel channel={place.channel} />}
    </section>
  );
}
