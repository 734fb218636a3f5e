import type { ShownMessage } from '../../../protocol.ts';
import { CodeIcon, ThreadIcon } from '../../icons.tsx';
import { useSandbox } from '../../sandbox-context.ts';

interface MessageToolsProps {
  readonly message: ShownMessage;
  readonly isInThread: boolean;
  /** Whether the keyboard is in this message. */
  readonly isNear: boolean;
  readonly isInspected: boolean;
  readonly onInspect: () => void;
}

/** What can be done with a message: it shows where the pointer or the keyboard is. */
export function MessageTools({ message, isInThread, isNear, isInspected, onInspect }: MessageToolsProps) {
  const { go } = useSandbox();
  const tabIndex = isNear ? 0 : -1;
  return (
    <div class="message-tools">
      {!isInThread && message.onlyFor === null && (
        <button
          type="button"
          aria-label="Reply in thread"
          title="Reply in thread"
          tabIndex={tabIndex}
          onClick={() => go({ thread: message.ts })}
        >
          <ThreadIcon />
        </button>
      )}
      <button
        type="button"
        aria-label="Inspect"
        title="Inspect: what was really posted"
        aria-expanded={isInspected}
        tabIndex={tabIndex}
        onClick={onInspect}
      >
        <CodeIcon />
      </button>
    </div>
  );
}
