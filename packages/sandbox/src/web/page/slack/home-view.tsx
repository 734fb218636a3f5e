import { useEffect } from 'preact/hooks';
import type { ShownView } from '../../protocol.ts';
import { Blocks } from '../block-kit/blocks.tsx';
import { useSandbox } from '../sandbox-context.ts';
import { useViewSurface } from './use-view-surface.ts';

/** The app's Home tab. The app is told each time somebody opens it. */
export function HomeView() {
  const { viewer, snapshot, perform } = useSandbox();
  const { run } = snapshot;
  const { id } = viewer;
  // Another run is another app, which must be told too.
  useEffect(() => {
    void perform({ do: 'open-home', user: id });
  }, [id, run, perform]);
  return (
    <main class="channel home" aria-label="Wasend: Home">
      <header>
        <h2>Wasend</h2>
        <p>Home</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div class="messages" tabIndex={0}>
        {viewer.home === null ? (
          <p class="empty">The app has shown nothing here yet.</p>
        ) : (
          <Published key={viewer.home.id} view={viewer.home} />
        )}
      </div>
    </main>
  );
}

function Published({ view }: { readonly view: ShownView }) {
  const { surface } = useViewSurface(view);
  return <Blocks blocks={blocksOf(view)} surface={surface} />;
}

export function blocksOf({ content }: ShownView): readonly unknown[] {
  return Array.isArray(content.blocks) ? content.blocks : [];
}
