import type { Filled, Form, Surface } from '../block-kit/surface.ts';
import { useSandbox } from '../sandbox-context.ts';
import { channelLabel } from './channels/channel-name.tsx';

interface Use {
  readonly blockId: string;
  readonly actionId: string;
  readonly value?: Filled;
}

/** What blocks can see and do in the workspace of this person; a form where they can be filled in. */
export function useSurface(
  act: (use: Use) => void,
  inView: { readonly form: Form | null; readonly suggest: Surface['suggest'] } = {
    form: null,
    suggest: nothing,
  },
): Surface {
  const { workspace, viewer } = useSandbox();
  const { users, channels, userGroups } = workspace;
  return {
    names: {
      user: (id) => users.find((user) => user.id === id)?.name ?? id,
      channel: (id) => channels.find((channel) => channel.id === id)?.name ?? id,
      userGroup: (id) => userGroups.find((group) => group.id === id)?.handle ?? id,
    },
    people: users.map(({ id, name }) => ({ id, label: name })),
    conversations: channels
      .filter(({ kind, members, isArchived }) => kind !== 'im' && !isArchived && members.includes(viewer.id))
      .map((channel) => ({ id: channel.id, label: channelLabel(channel) })),
    act,
    ...inView,
  };
}

async function nothing(): Promise<readonly []> {
  return [];
}
