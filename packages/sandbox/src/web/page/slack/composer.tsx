import { useState } from 'preact/hooks';
import type { ShownChannel } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';
import { channelLabel } from './channel-list.tsx';

const command = '/wasend-leave';

/** What can follow the command, as the app's own help lists it. */
const examples: readonly (readonly [string, string])[] = [
  ['', 'choose groups by name'],
  [' 120363025246125486@g.us', 'the group “Padel Tuesdays”'],
  [' status', 'open requests'],
  [' history', 'past requests'],
  [' stop all', 'the kill switch'],
  [' help', 'what you may do'],
];

/** The line to type in. Slash commands are offered as they are typed. */
export function Composer({ channel }: { readonly channel: ShownChannel }) {
  const { viewer, perform } = useSandbox();
  const [text, setText] = useState('');
  const send = async (typed: string): Promise<void> => {
    if (typed.trim() === '') return;
    setText('');
    const result = await perform({ do: 'type', user: viewer.id, channel: channel.id, text: typed });
    if (!result.ok) setText(typed);
  };
  const isCommand = text.startsWith('/');
  const offered = isCommand ? examples.filter(([rest]) => `${command}${rest}`.startsWith(text)) : [];
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      {offered.length > 0 && (
        <ul class="offered" aria-label="Commands">
          {offered.map(([rest, what]) => (
            <li key={rest}>
              <button type="button" onClick={() => void send(`${command}${rest}`)}>
                <strong>{`${command}${rest}`}</strong> <span>{what}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <textarea
        rows={1}
        aria-label={`Message ${channelLabel(channel)}`}
        placeholder={`Message ${channelLabel(channel)}: type / for commands`}
        value={text}
        disabled={channel.isArchived}
        onInput={({ currentTarget: { value } }) => setText(value)}
        onKeyDown={(event) => {
          if (event.key === 'Tab' && !event.shiftKey && offered[0] !== undefined && text !== command) {
            event.preventDefault();
            setText(`${command}${offered[0][0]}`);
          }
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void send(text);
        }}
      />
      <button type="submit" class="button primary" disabled={channel.isArchived}>
        Send
      </button>
    </form>
  );
}
