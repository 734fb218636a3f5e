import type { ShownChannel } from '../../../protocol.ts';
import { HashIcon, LockIcon } from '../../icons.tsx';

type Named = Pick<ShownChannel, 'kind' | 'name'>;

/** A channel as Slack writes it in words, for labels. */
export function channelLabel({ kind, name }: Named): string {
  if (kind === 'im') return 'Wasend';
  return `${kind === 'private' ? 'private channel ' : '#'}${name}`;
}

/** The same with its sign. */
export function ChannelName({ channel }: { readonly channel: Named }) {
  const { kind, name } = channel;
  if (kind === 'im') return <>Wasend</>;
  return (
    <span class="channel-name">
      {kind === 'private' ? <LockIcon /> : <HashIcon />}
      {name}
    </span>
  );
}
