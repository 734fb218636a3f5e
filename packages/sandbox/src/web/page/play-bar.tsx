import { useSandbox } from './sandbox-context.ts';

const stateWords = { playing: 'Playing', done: 'Played to its end', failed: 'Did not come true' } as const;

/** Says what the story that plays is about, line by line. */
export function PlayBar() {
  const { snapshot, perform, look } = useSandbox();
  const { play } = snapshot;
  if (play === null) return null;
  const { title, lines, state, story } = play;
  return (
    <section class={`play-bar ${state}`} aria-label="Story">
      <p class="play-title">
        {stateWords[state]}: <strong>{title}</strong>
      </p>
      <p class="play-line" aria-live="polite">
        {lines.at(-1) ?? 'One moment …'}
      </p>
      {state !== 'playing' && (
        <button
          type="button"
          class="button"
          onClick={() => void perform({ do: 'play', story, isFast: look.isFast })}
        >
          Play again
        </button>
      )}
    </section>
  );
}
