import { useSandbox } from '../sandbox-context.ts';

/** What to do after a story: watch the next one, or try it. */
export function StoryEnd({ story }: { readonly story: string }) {
  const { snapshot, go, perform, play } = useSandbox();
  const { stories } = snapshot;
  const next = stories[(stories.findIndex(({ name }) => name === story) + 1) % stories.length];
  return (
    <>
      {next !== undefined && (
        <button type="button" class="button" onClick={() => play.start(next.name)}>
          Next: {next.title}
        </button>
      )}
      <button
        type="button"
        class="button primary"
        onClick={() => {
          go({ as: null, at: null, thread: null, play: null });
          void perform({ do: 'start-over' });
        }}
      >
        Try it yourself
      </button>
    </>
  );
}
