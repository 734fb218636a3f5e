import type { ComponentChildren } from 'preact';
import { CloseIcon } from '../icons.tsx';
import { type SideTab, sideTabs } from '../look.ts';
import { useSandbox } from '../sandbox-context.ts';
import { Calls } from './calls.tsx';
import { Ledger } from './ledger.tsx';
import { Troubles } from './troubles.tsx';
import { WhatsApp } from './whatsapp.tsx';

const titles: Readonly<Record<SideTab, string>> = {
  whatsapp: 'WhatsApp',
  calls: 'Calls',
  troubles: 'Troubles',
  ledger: 'Ledger',
  log: 'Log',
};

/** What people in Slack do not see: WhatsApp as it truly is, the calls, the ledger, and ways to make things go wrong. */
export function SidePanel({ tab }: { readonly tab: SideTab }) {
  const { go } = useSandbox();
  return (
    <aside class="side" aria-label="The other side">
      <nav aria-label="The other side">
        {sideTabs.map((name) => (
          <button
            type="button"
            key={name}
            aria-current={name === tab ? 'true' : undefined}
            onClick={() => go({ side: name })}
          >
            {titles[name]}
          </button>
        ))}
        <button
          type="button"
          class="icon-button close"
          aria-label="Close the other side"
          onClick={() => go({ side: null })}
        >
          <CloseIcon />
        </button>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div class="side-body" tabIndex={0}>
        {contents[tab]()}
      </div>
    </aside>
  );
}

const contents: Readonly<Record<SideTab, () => ComponentChildren>> = {
  whatsapp: () => <WhatsApp />,
  calls: () => <Calls />,
  troubles: () => <Troubles />,
  ledger: () => <Ledger />,
  log: () => <Log />,
};

function Log() {
  const { snapshot } = useSandbox();
  return (
    <section aria-label="Log">
      <p class="note">The newest lines of the app’s log, as it writes them.</p>
      <pre class="log">{snapshot.log.join('\n')}</pre>
    </section>
  );
}
