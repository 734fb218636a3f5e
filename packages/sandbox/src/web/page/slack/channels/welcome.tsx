import type { ShownChannel } from '../../../protocol.ts';
import { useSandbox } from '../../sandbox-context.ts';
import { firstTries } from './commands.ts';

/** What a newcomer reads first; in channels that are merely empty, that they are. */
export function Welcome({ channel }: { readonly channel: ShownChannel }) {
  const { workspace, viewer, perform, play } = useSandbox();
  const isFirst = workspace.channels[0]?.id === channel.id && play.shown === null && play.awaited === null;
  if (!isFirst) return <p class="empty">Nothing was said here yet.</p>;
  return (
    <section class="welcome" aria-label="Welcome">
      <h3>This is a pretend Slack</h3>
      <p>
        Behind it is a pretend WhatsApp, and between them the real app: it takes a WhatsApp number out of
        groups. Nothing you do here reaches anybody.
      </p>
      <button type="button" class="button primary big" onClick={() => play.start('leave')}>
        <span aria-hidden="true">▶ </span>Watch a leave (25 s)
      </button>
      <h4>Try it yourself</h4>
      <ul>
        {firstTries.map(([text, what]) => (
          <li key={text}>
            <button
              type="button"
              class="try"
              onClick={() => void perform({ do: 'type', user: viewer.id, channel: channel.id, text })}
            >
              <code>{text}</code> <span>{what}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
