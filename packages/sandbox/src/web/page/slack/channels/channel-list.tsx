import type { ComponentChildren } from 'preact';
import { useSandbox } from '../../sandbox-context.ts';
import { channelsOf, type Place } from '../use-place.ts';
import { ChannelName } from './channel-name.tsx';
import { PersonSwitch } from './person-switch.tsx';
import { useUnread } from './use-unread.ts';

interface ChannelListProps {
  readonly place: Place;
  /** On a small screen the list is a drawer. */
  readonly isOpen: boolean;
  readonly onDone: () => void;
}

/** Workspaces, the person, and what they can open. */
export function ChannelList({ place, isOpen, onDone }: ChannelListProps) {
  const { snapshot, workspace, viewer, go } = useSandbox();
  const isUnread = useUnread(place);
  const own = channelsOf(workspace.channels, viewer.id);
  const direct = own.find(({ kind }) => kind === 'im');
  const open = place.kind === 'channel' && place.channel.kind !== 'im' ? place.channel.id : 'app';
  const show = (at: string): void => {
    go({ at, thread: null });
    onDone();
  };
  return (
    <nav class={`channel-list ${isOpen ? 'open' : ''}`} aria-label="Channels">
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
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the buttons in it, in one place */}
      <div class="entries" onKeyDown={moveByArrows}>
        <h2>Channels</h2>
        <ul>
          {own
            .filter(({ kind }) => kind !== 'im')
            .map((channel) => (
              <Entry
                key={channel.id}
                name={channel.name}
                isOpen={open === channel.id}
                isUnread={isUnread(channel)}
                onOpen={() => show(channel.id)}
              >
                <ChannelName channel={channel} />
              </Entry>
            ))}
        </ul>
        <h2>Apps</h2>
        <ul>
          <Entry
            name="Wasend"
            isOpen={open === 'app'}
            isUnread={direct !== undefined && isUnread(direct)}
            onOpen={() => show('home')}
          >
            <span class="app-icon small" aria-hidden="true">
              W
            </span>
            Wasend
          </Entry>
        </ul>
      </div>
    </nav>
  );
}

interface EntryProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly isUnread: boolean;
  readonly onOpen: () => void;
  readonly children: ComponentChildren;
}

/** One stop of the Tab key for the whole list: the arrow keys go through it. */
function Entry({ name, isOpen, isUnread, onOpen, children }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        class={isUnread ? 'unread' : ''}
        aria-current={isOpen ? 'page' : undefined}
        tabIndex={isOpen ? 0 : -1}
        data-name={name}
        onClick={onOpen}
      >
        {children}
        {isUnread && <span class="aside">, unread</span>}
      </button>
    </li>
  );
}

function moveByArrows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const entries = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const at = entries.indexOf(document.activeElement as HTMLButtonElement);
  entries[(at + step + entries.length) % entries.length]?.focus();
}
