import type { ShownChannel } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';

export type Place = { readonly kind: 'home' } | { readonly kind: 'channel'; readonly channel: ShownChannel };

/** Where the person looks: the Home tab, or one of their channels. */
export function usePlace(): Place {
  const { look, viewer, workspace } = useSandbox();
  const own = channelsOf(workspace.channels, viewer.id);
  const channel = own.find(({ id }) => id === look.at) ?? own[0];
  return look.at === 'home' || channel === undefined ? { kind: 'home' } : { kind: 'channel', channel };
}

/** The channels somebody is in, their direct messages with the app last. */
export function channelsOf(channels: readonly ShownChannel[], userId: string): ShownChannel[] {
  const own = channels.filter(({ members }) => members.includes(userId));
  return [...own.filter(({ kind }) => kind !== 'im'), ...own.filter(({ kind }) => kind === 'im')];
}
