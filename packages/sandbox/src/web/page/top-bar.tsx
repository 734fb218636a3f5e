import { useState } from 'preact/hooks';
import { StoryMenu } from './play/story-menu.tsx';
import { useSandbox } from './sandbox-context.ts';

/** Stories, themes, a new beginning, and what real Slack would object to. */
export function TopBar({ isLost }: { readonly isLost: boolean }) {
  const { snapshot, look, go, perform } = useSandbox();
  const { problems } = snapshot;
  const [isOpen, setIsOpen] = useState(false);
  const isInApp = ['home', 'messages', 'about'].includes(look.at ?? '');
  const isDark =
    (look.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  return (
    <header class="top-bar">
      <a class="skip" href={isInApp ? '#content' : '#composer'}>
        Skip to {isInApp ? 'what the app shows' : 'the message field'}
      </a>
      <h1>
        <a href="./">
          wasend-slack<span class="wide"> sandbox</span>
        </a>
      </h1>
      <StoryMenu />
      {isLost && <strong class="lost">The sandbox does not answer</strong>}
      {snapshot.fault !== null && <strong class="lost">Cannot be shown anew: {snapshot.fault}</strong>}
      {problems.length > 0 && (
        <details class="problems">
          <summary>{problems.length === 1 ? '1 objection' : `${problems.length} objections`}</summary>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </details>
      )}
      <button
        type="button"
        class="button quiet more"
        aria-label="More"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        ⋯
      </button>
      <div class={`tools ${isOpen ? 'open' : ''}`}>
        <button type="button" class="button quiet" onClick={() => go({ theme: isDark ? 'light' : 'dark' })}>
          {isDark ? 'Light' : 'Dark'}
        </button>
        <button
          type="button"
          class="button quiet"
          disabled={snapshot.isStarting}
          onClick={() => {
            setIsOpen(false);
            go({ as: null, at: null, thread: null, play: null });
            void perform({ do: 'start-over' });
          }}
        >
          {snapshot.isStarting ? 'Starting …' : 'Start over'}
        </button>
        <button
          type="button"
          class="button quiet"
          aria-expanded={look.side !== null}
          onClick={() => {
            setIsOpen(false);
            go({ side: look.side === null ? 'whatsapp' : null });
          }}
        >
          {look.side === null ? 'Show the other side' : 'Hide the other side'}
        </button>
      </div>
    </header>
  );
}
