import { useState } from 'preact/hooks';
import type { ShownSession } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';
import { Group } from './group.tsx';

/** Statuses as Wasend words them; only the first can do anything. */
const statuses = ['WORKING', 'STARTING', 'SCAN_QR_CODE', 'STOPPED', 'FAILED'];
/** A thousand groups at once would take a browser seconds; nobody reads as many. */
const atOnce = 40;

/** The numbers and their groups as they truly are, and ways to change them behind the app's back. */
export function WhatsApp() {
  const { snapshot } = useSandbox();
  return (
    <div>
      <p class="note">How it truly is at WhatsApp. The app only knows what Wasend tells it.</p>
      {snapshot.wasend.sessions.map((session) => (
        <Session key={session.id} session={session} />
      ))}
    </div>
  );
}

function Session({ session }: { readonly session: ShownSession }) {
  const { perform } = useSandbox();
  const { id, name, phoneNumber, status, keyEnd, groups } = session;
  const [most, setMost] = useState(atOnce);
  const [typed, setTyped] = useState('');
  const found = groups.filter((group) => group.name.toLowerCase().includes(typed.trim().toLowerCase()));
  const out = groups.filter(({ standing }) => standing === 'not-a-member').length;
  return (
    <section class="session" aria-label={name}>
      <h3>
        <bdi>{name}</bdi> <span class="muted">{phoneNumber}</span>
      </h3>
      <p class="muted">
        in {groups.length - out} groups{out > 0 && `, left ${out}`} · key ends in <code>{keyEnd}</code>
      </p>
      <label>
        Status{' '}
        <select
          value={status}
          onChange={({ currentTarget: { value } }) =>
            void perform({ do: 'session-status', sessionId: id, status: value })
          }
        >
          {[...new Set([status, ...statuses])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      {groups.length > atOnce && (
        <label class="find">
          Find a group{' '}
          <input type="search" value={typed} onInput={({ currentTarget: { value } }) => setTyped(value)} />
        </label>
      )}
      <ul class="groups">
        {found.slice(0, most).map((group) => (
          <Group key={group.id} group={group} sessionId={id} />
        ))}
      </ul>
      {found.length > most && (
        <button type="button" class="button" onClick={() => setMost(most + atOnce)}>
          Show {Math.min(atOnce, found.length - most)} more of {found.length}
        </button>
      )}
    </section>
  );
}
