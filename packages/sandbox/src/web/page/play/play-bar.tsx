import { useSandbox } from '../sandbox-context.ts';
import { StoryEnd } from './story-end.tsx';

/** Says what the story that plays shows, step by step, and stops or goes on as one likes. */
export function PlayBar() {
  const { snapshot, perform, play } = useSandbox();
  const { shown, awaited, start } = play;
  if (awaited !== null) {
    const title = snapshot.stories.find(({ name }) => name === awaited)?.title ?? awaited;
    return (
      <section class="play-bar starting" aria-label="Story">
        <p class="play-title">{title}</p>
        <p class="play-line">Getting everything ready …</p>
      </section>
    );
  }
  if (shown === null) return null;
  const { title, about, lines, steps, state, story } = shown;
  const isOver = state === 'done' || state === 'failed';
  const isPaused = state === 'paused';
  return (
    <section class={`play-bar ${state}`} aria-label="Story">
      <p class="play-title">
        {title}
        <span class="play-step">{isOver ? stateWords[state] : `${lines.length} of ${steps}`}</span>
      </p>
      <p class="play-line" aria-live="polite">
        {lines.at(-1) ?? about}
      </p>
      <div class="play-tools">
        {!isOver && (
          <>
            <button
              type="button"
              class="button"
              onClick={() => void perform({ do: 'pace', to: isPaused ? 'resume' : 'pause' })}
            >
              {isPaused ? 'Go on' : 'Pause'}
            </button>
            <button type="button" class="button" onClick={() => void perform({ do: 'pace', to: 'step' })}>
              Next step
            </button>
          </>
        )}
        <button type="button" class="button" onClick={() => start(story)}>
          {isOver ? 'Watch again' : 'From the beginning'}
        </button>
        {isOver && <StoryEnd story={story} />}
      </div>
    </section>
  );
}

const stateWords = { done: 'the end', failed: 'did not come true' } as const;
