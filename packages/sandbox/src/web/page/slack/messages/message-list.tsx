import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownChannel, ShownMessage } from '../../../protocol.ts';
import { dayOf, isContinued } from './group-messages.ts';
import { MessageRow } from './message-row.tsx';

interface MessageListProps {
  readonly messages: readonly ShownMessage[];
  readonly channel: ShownChannel;
  readonly label: string;
  readonly isThread?: boolean;
  /** What stands before the messages. */
  readonly children?: ComponentChildren;
}

/** How near to the end somebody has to be to be taken along when something new comes. */
const nearPixels = 160;

/** Messages under their days; it scrolls by itself, begins at its end, and stays there for who is there. */
export function MessageList({ messages, channel, label, isThread = false, children }: MessageListProps) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const newest = messages.at(-1);
  const mark = `${messages.length} ${newest?.ts} ${newest?.edits}`;
  useLayoutEffect(() => {
    if (mark !== '' && isAtEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [mark]);
  useLayoutEffect(() => {
    const pane = list.current;
    if (pane === null) return;
    // A bar that comes above it, or a keyboard below it, makes the pane smaller.
    const watcher = new ResizeObserver(() => {
      if (isAtEnd.current) pane.scrollTo({ top: pane.scrollHeight });
    });
    watcher.observe(pane);
    return () => watcher.disconnect();
  }, []);
  return (
    <div
      class="messages"
      role="log"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      ref={list}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearPixels;
      }}
      onKeyDown={moveByArrows}
    >
      {children}
      {messages.map((message, index) => {
        const before = messages[index - 1];
        const day = dayOf(message);
        return (
          <Fragment key={message.ts}>
            {(before === undefined || dayOf(before) !== day) && !isThread && (
              <p class="day">
                <span>{day}</span>
              </p>
            )}
            <MessageRow
              message={message}
              channel={channel}
              isContinued={isContinued(before, message)}
              isInThread={isThread}
            />
          </Fragment>
        );
      })}
    </div>
  );
}

/** From one message to the next: what can be done with a message comes into the way of the Tab key only there. */
function moveByArrows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (step === undefined || !target.matches('.messages, article')) return;
  const articles = [...(event.currentTarget as HTMLElement).querySelectorAll('article')];
  const at = articles.indexOf(target);
  const next = articles[at === -1 ? articles.length - 1 : at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
