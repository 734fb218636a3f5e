import { writeLook } from './look.ts';
import { useSandbox } from './sandbox-context.ts';

/** Stories, themes, a new beginning, and what real Slack would object to. */
export function TopBar({ isLost }: { readonly isLost: boolean }) {
  const { snapshot, look, go, perform } = useSandbox();
  const { stories, problems } = snapshot;
  const isDark =
    (look.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  return (
    <header class="top-bar">
      <h1>
        <a href="./">wasend-slack sandbox</a>
      </h1>
      <nav aria-label="Stories">
        <span class="label">Stories</span>
        {stories.map(({ name, title, about }) => (
          <a
            key={name}
            href={writeLook({ ...look, as: null, at: null, thread: null, play: name })}
            title={about}
          >
            {title}
          </a>
        ))}
      </nav>
      <div class="tools">
        {isLost && <strong class="lost">The sandbox does not answer</strong>}
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
        <button type="button" class="button quiet" onClick={() => go({ theme: isDark ? 'light' : 'dark' })}>
          {isDark ? 'Light' : 'Dark'}
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            go({ play: null, thread: null });
            void perform({ do: 'start-over' });
          }}
        >
          Start over
        </button>
        <button
          type="button"
          class="button quiet"
          aria-expanded={look.side !== null}
          onClick={() => go({ side: look.side === null ? 'whatsapp' : null })}
        >
          {look.side === null ? 'Show the other side' : 'Hide the other side'}
        </button>
      </div>
    </header>
  );
}
