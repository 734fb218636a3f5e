import { useState } from 'preact/hooks';
import type { ShownChannel, ShownMessage } from '../../../protocol.ts';
import { Blocks } from '../../block-kit/blocks.tsx';
import { EyeIcon } from '../../icons.tsx';
import { Mrkdwn } from '../../mrkdwn/mrkdwn.tsx';
import { useSandbox } from '../../sandbox-context.ts';
import { useSurface } from '../use-surface.ts';
import { Avatar, useAuthor } from './author.tsx';
import { Inspection } from './inspection.tsx';
import { MessageTools } from './message-tools.tsx';
import { Replies } from './replies.tsx';
import { timeOf } from './time-of.ts';

interface Row {
  readonly message: ShownMessage;
  readonly channel: ShownChannel;
  /** Whether it stands below another one of its author. */
  readonly isContinued: boolean;
  /** True where its thread is open around it. */
  readonly isInThread: boolean;
}

/** One message, as this person sees it. */
export function MessageRow({ message, channel, isContinued, isInThread }: Row) {
  const { viewer, perform } = useSandbox();
  const { ts, onlyFor, userId } = message;
  const [isNear, setIsNear] = useState(false);
  const [isInspected, setIsInspected] = useState(false);
  const author = useAuthor(userId);
  const surface = useSurface(
    (use) => void perform({ do: 'press', user: viewer.id, channel: channel.id, ts, ...use }),
  );
  const classes = [
    'message',
    ...(onlyFor === null ? [] : ['only-you']),
    ...(userId === null ? [] : ['of-person']),
    ...(isContinued ? ['continued'] : []),
  ];
  return (
    <article
      class={classes.join(' ')}
      aria-label={`Message from ${author}`}
      data-ts={ts}
      tabIndex={-1}
      onFocusIn={() => setIsNear(true)}
      onFocusOut={() => setIsNear(false)}
    >
      {onlyFor !== null && !isContinued && (
        <p class="whisper">
          <EyeIcon /> Only visible to you
        </p>
      )}
      {isContinued ? <Time ts={ts} /> : <Avatar userId={userId} />}
      <div class="body">
        {!isContinued && (
          <p class="author">
            <strong>{author}</strong> {userId === null && <span class="app-tag">APP</span>} <Time ts={ts} />
          </p>
        )}
        {message.blocks.length > 0 ? (
          <Blocks blocks={message.blocks} surface={surface} />
        ) : (
          <div class="blocks">
            <div class="block text">
              <Mrkdwn text={message.text} verbatim={userId === null} names={surface.names} />
            </div>
          </div>
        )}
        {message.edits > 0 && <span class="edited">(edited)</span>}
        {!isInThread && <Replies message={message} channel={channel} />}
        {isInspected && <Inspection message={message} channel={channel} />}
      </div>
      <MessageTools
        message={message}
        isInThread={isInThread}
        isNear={isNear}
        isInspected={isInspected}
        onInspect={() => setIsInspected(!isInspected)}
      />
    </article>
  );
}

function Time({ ts }: { readonly ts: string }) {
  return <time dateTime={new Date(Number(ts) * 1_000).toISOString()}>{timeOf(ts)}</time>;
}
