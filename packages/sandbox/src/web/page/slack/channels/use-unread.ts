import { useRef } from 'preact/hooks';
import type { ShownChannel } from '../../../protocol.ts';
import { useSandbox } from '../../sandbox-context.ts';
import { channelsOf, messagesFor, type Place } from '../use-place.ts';

/** Which channels have something this person has not looked at. What was there when the page came is taken as read. */
export function useUnread(place: Place): (channel: ShownChannel) => boolean {
  const { snapshot, viewer, workspace } = useSandbox();
  const seen = useRef(new Map<string, string>());
  const nameOf = (channel: ShownChannel): string => `${snapshot.run} ${viewer.id} ${channel.id}`;
  const newestOf = (channel: ShownChannel): string => messagesFor(channel, viewer.id).at(-1)?.ts ?? '';
  for (const channel of channelsOf(workspace.channels, viewer.id)) {
    const isOpen = place.kind === 'channel' && place.channel.id === channel.id;
    if (isOpen || !seen.current.has(nameOf(channel))) seen.current.set(nameOf(channel), newestOf(channel));
  }
  return (channel) => seen.current.get(nameOf(channel)) !== newestOf(channel);
}
