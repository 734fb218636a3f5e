import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownChannel } from '../../../protocol.ts';
import { SendIcon } from '../../icons.tsx';
import { useSandbox } from '../../sandbox-context.ts';
import { channelLabel } from './channel-name.tsx';
import { command, examples } from './commands.ts';
import { useTypingHand } from './use-typing-hand.ts';

interface ComposerProps {
  readonly channel: ShownChannel;
  /** The thread it stands in; left out in the channel itself. */
  readonly thread?: string;
}

/** The line to type in. Slash commands are offered as they are typed. */
export function Composer({ channel, thread }: ComposerProps) {
  const { viewer, perform } = useSandbox();
  const [own, setText] = useState('');
  const typedByHand = useTypingHand();
  const text = (thread === undefined ? typedByHand : null) ?? own;
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // A keyboard that comes up by itself would hide half of a phone.
    const isAlone = document.querySelector('dialog[open]') === null;
    if (isAlone && matchMedia('(pointer: fine)').matches) box.current?.focus({ preventScroll: true });
  }, []);
  const send = async (typed: string): Promise<void> => {
    if (typed.trim() === '') return;
    setText('');
    const inThread = thread === undefined ? {} : { thread };
    const result = await perform({
      do: 'type',
      user: viewer.id,
      channel: channel.id,
      text: typed,
      ...inThread,
    });
    if (!result.ok) setText(typed);
  };
  const isCommand = text.startsWith('/') && thread === undefined && typedByHand === null;
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
                <span class="app-icon small" aria-hidden="true">
                  W
                </span>
                <strong>{`${command}${rest}`}</strong> <span class="what">{what}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <textarea
        id={thread === undefined ? 'composer' : 'thread-composer'}
        ref={box}
        rows={1}
        aria-label={thread === undefined ? `Message ${channelLabel(channel)}` : 'Reply'}
        placeholder={thread === undefined ? `Message ${channelLabel(channel)}` : 'Reply …'}
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
      <button
        type="submit"
        class="send"
        aria-label="Send"
        disabled={channel.isArchived || text.trim() === ''}
      >
        <SendIcon />
      </button>
    </form>
  );
}
