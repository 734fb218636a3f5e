import type { ShownChannel, ShownMessage } from '../../../protocol.ts';
import { useSandbox } from '../../sandbox-context.ts';

interface InspectionProps {
  readonly message: ShownMessage;
  readonly channel: ShownChannel;
}

/** What screen readers and notifications say, and what was really posted. */
export function Inspection({ message, channel }: InspectionProps) {
  const { perform } = useSandbox();
  const { ts, text, blocks, userId } = message;
  return (
    <section class="inspect" aria-label="What was posted">
      <p>Said to screen readers and in notifications:</p>
      <pre>{text}</pre>
      <p>Posted:</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>{JSON.stringify(blocks, null, 2)}</pre>
      {userId === null && (
        <button
          type="button"
          class="button"
          onClick={() => void perform({ do: 'lose-message', channel: channel.id, ts })}
        >
          Lose this message: Slack will not find it at the next edit
        </button>
      )}
    </section>
  );
}
