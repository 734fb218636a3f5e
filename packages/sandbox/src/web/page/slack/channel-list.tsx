import type { ShownChannel } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';
import { PersonSwitch } from './person-switch.tsx';
import { channelsOf, type Place } from './use-place.ts';

/** Workspaces, the person, and what they can open. */
export function ChannelList({ place }: { readonly place: Place }) {
  const { snapshot, workspace, viewer, go } = useSandbox();
  const own = channelsOf(workspace.channels, viewer.id);
  const open = place.kind === 'home' ? 'home' : place.channel.id;
  return (
    <nav class="channel-list" aria-label="Channels">
      <div class="workspaces">
        {snapshot.workspaces.map(({ id, name, users }) => (
          <button
            type="button"
            key={id}
            aria-pressed={id === workspace.id}
            onClick={() => id !== workspace.id && go({ as: users[0]?.id ?? null, at: null, thread: null })}
          >
            {name}
          </button>
        ))}
      </div>
      <PersonSwitch />
      <h2>Channels</h2>
      <ul>
        {own
          .filter(({ kind }) => kind !== 'im')
          .map((channel) => (
            <Entry
              key={channel.id}
              id={channel.id}
              label={channelLabel(channel)}
              isOpen={open === channel.id}
            />
          ))}
      </ul>
      <h2>Apps</h2>
      <ul>
        <Entry id="home" label="Wasend: Home" isOpen={open === 'home'} />
        {own
          .filter(({ kind }) => kind === 'im')
          .map(({ id }) => (
            <Entry key={id} id={id} label="Wasend: Messages" isOpen={open === id} />
          ))}
      </ul>
    </nav>
  );
}

/** A channel as Slack writes it. */
export function channelLabel({ kind, name }: Pick<ShownChannel, 'kind' | 'name'>): string {
  if (kind === 'im') return 'Wasend';
  return `${kind === 'private' ? '🔒 ' : '# '}${name}`;
}

function Entry({
  id,
  label,
  isOpen,
}: {
  readonly id: string;
  readonly label: string;
  readonly isOpen: boolean;
}) {
  const { go } = useSandbox();
  return (
    <li>
      <button
        type="button"
        aria-current={isOpen ? 'page' : undefined}
        onClick={() => go({ at: id, thread: null })}
      >
        {label}
      </button>
    </li>
  );
}
