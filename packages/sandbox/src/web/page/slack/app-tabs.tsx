import { useSandbox } from '../sandbox-context.ts';

const tabs = [
  ['home', 'Home'],
  ['messages', 'Messages'],
  ['about', 'About'],
] as const;

/** The tabs of the app. */
export function AppTabs({ open }: { readonly open: 'home' | 'messages' | 'about' }) {
  const { go } = useSandbox();
  return (
    <div class="app-tabs">
      {tabs.map(([tab, words]) => (
        <button
          type="button"
          key={tab}
          aria-current={tab === open ? 'page' : undefined}
          onClick={() => go({ at: tab, thread: null })}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
