import { useEffect } from 'preact/hooks';
import type { ShownView } from '../../protocol.ts';
import { Blocks } from '../block-kit/blocks.tsx';
import { useSandbox } from '../sandbox-context.ts';
import { AppTabs } from './app-tabs.tsx';
import { ListButton } from './channels/list-button.tsx';
import { useViewSurface } from './use-view-surface.ts';

interface AppViewProps {
  readonly tab: 'home' | 'messages' | 'about';
  readonly onList: () => void;
}

/** The app's own place, with its tabs. */
export function AppView({ tab, onList }: AppViewProps) {
  return (
    <main class="channel home" aria-label={`Wasend: ${tab}`}>
      <header>
        <ListButton onList={onList} />
        <h2>
          <span class="app-icon small" aria-hidden="true">
            W
          </span>
          Wasend
        </h2>
      </header>
      <AppTabs open={tab} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div class="messages" id="content" tabIndex={0}>
        {contents[tab]()}
      </div>
    </main>
  );
}

const contents: Readonly<Record<AppViewProps['tab'], () => preact.JSX.Element>> = {
  home: () => <Home />,
  messages: () => <p class="empty">The app has told this person nothing in private yet.</p>,
  about: () => <About />,
};

/** The Home tab. The app is told each time somebody opens it. */
function Home() {
  const { viewer, snapshot, perform } = useSandbox();
  const { run, isStarting } = snapshot;
  const { id, home } = viewer;
  // Another run is another app, which must be told too.
  useEffect(() => {
    if (!isStarting) void perform({ do: 'open-home', user: id });
  }, [id, run, isStarting, perform]);
  if (home === null) return <p class="empty">The app has shown nothing here yet.</p>;
  return <Published key={home.id} view={home} />;
}

function About() {
  return (
    <div class="about">
      <p>
        <strong>Wasend</strong> takes a WhatsApp number out of WhatsApp groups, through the Wasend API. It is
        the real app, running on this machine; Slack and WhatsApp around it are pretended.
      </p>
      <p>
        Command: <code>/wasend-leave</code>
      </p>
    </div>
  );
}

function Published({ view }: { readonly view: ShownView }) {
  const { surface } = useViewSurface(view);
  return <Blocks blocks={blocksOf(view)} surface={surface} />;
}

export function blocksOf({ content }: ShownView): readonly unknown[] {
  return Array.isArray(content.blocks) ? content.blocks : [];
}
