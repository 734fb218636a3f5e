import type { ShownChannel } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';

export type Place =
  /** A tab of the app; its messages are a channel, once there are any. */
  | { readonly kind: 'home' | 'about' | 'messages' }
  | { readonly kind: 'channel'; readonly channel: ShownChannel };

/** Where the person looks: a tab of the app, or one of their channels. */
export function usePlace(): Place {
  const { look, viewer, workspace } = useSandbox();
  const own = channelsOf(workspace.channels, viewer.id);
  const channel = own.find(({ id }) => id === look.at) ?? own[0];
  if (look.at === 'home' || look.at === 'about') return { kind: look.at };
  if (look.at === 'messages') {
    const direct = own.find(({ kind }) => kind === 'im');
    return direct === undefined ? { kind: 'messages' } : { kind: 'channel', channel: direct };
  }
  return channel === undefined ? { kind: 'home' } : { kind: 'channel', channel };
}

/** The channels somebody is in, their direct messages with the app last. */
export function channelsOf(channels: readonly ShownChannel[], userId: string): ShownChannel[] {
  const own = channels.filter(({ members }) => members.includes(userId));
  return [...own.filter(({ kind }) => kind !== 'im'), ...own.filter(({ kind }) => kind === 'im')];
}

/** What stands in a channel for this person: thread replies left out. */
export function messagesFor({ messages }: ShownChannel, userId: string): ShownChannel['messages'] {
  return messages.filter(
    ({ threadTs, onlyFor }) => threadTs === null && (onlyFor === null || onlyFor === userId),
  );
}
