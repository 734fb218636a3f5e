import type { ShownChannel, ShownMessage } from '../../protocol.ts';
import { Blocks } from '../block-kit/blocks.tsx';
import { Mrkdwn } from '../mrkdwn/mrkdwn.tsx';
import { useSandbox } from '../sandbox-context.ts';
import { useSurface } from './use-surface.ts';

interface Row {
  readonly message: ShownMessage;
  readonly channel: ShownChannel;
  /** True where its thread is open around it. */
  readonly isInThread?: boolean;
}

/** One message of the app, as this person sees it. */
export function MessageRow({ message, channel, isInThread = false }: Row) {
  const { viewer, perform } = useSandbox();
  const { ts, onlyFor, edits, blocks, text } = message;
  const surface = useSurface(
    (use) => void perform({ do: 'press', user: viewer.id, channel: channel.id, ts, ...use }),
  );
  const at = new Date(Number(ts) * 1000);
  return (
    <article
      class={`message ${onlyFor === null ? '' : 'only-you'}`}
      aria-label="Message from Wasend"
      data-ts={ts}
    >
      <span class="avatar" aria-hidden="true">
        W
      </span>
      <div class="body">
        {onlyFor !== null && <p class="whisper">Only visible to you</p>}
        <p class="author">
          <strong>Wasend</strong> <span class="app-tag">APP</span>{' '}
          <time dateTime={at.toISOString()}>
            {at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
          </time>
        </p>
        {blocks.length > 0 ? (
          <Blocks blocks={blocks} surface={surface} />
        ) : (
          <div class="block section">
            <Mrkdwn text={text} verbatim names={surface.names} />
          </div>
        )}
        {edits > 0 && <span class="edited">(edited)</span>}
        {!isInThread && <Replies message={message} channel={channel} />}
        <Inspect message={message} channel={channel} />
      </div>
    </article>
  );
}

function Replies({ message, channel }: Row) {
  const { go } = useSandbox();
  const count = channel.messages.filter(({ threadTs }) => threadTs === message.ts).length;
  if (count === 0) return null;
  return (
    <button type="button" class="replies" onClick={() => go({ thread: message.ts })}>
      {count === 1 ? '1 reply' : `${count} replies`}
    </button>
  );
}

/** What screen readers and notifications say, and what was really posted. */
function Inspect({ message, channel }: Row) {
  const { perform } = useSandbox();
  const { ts, text, blocks } = message;
  return (
    <details class="inspect">
      <summary>Inspect</summary>
      <p>Said to screen readers and in notifications:</p>
      <pre>{text}</pre>
      <p>Posted:</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>{JSON.stringify(blocks, null, 2)}</pre>
      <button
        type="button"
        class="button"
        onClick={() => void perform({ do: 'lose-message', channel: channel.id, ts })}
      >
        Lose this message: Slack will not find it at the next edit
      </button>
    </details>
  );
}
