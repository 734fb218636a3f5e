import type { ShownGroup, ShownSession } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';

/** Statuses as Wasend words them; only the first can do anything. */
const statuses = ['WORKING', 'STARTING', 'SCAN_QR_CODE', 'STOPPED', 'FAILED'];

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
  return (
    <section class="session" aria-label={name}>
      <h3>
        <bdi>{name}</bdi> <span class="muted">{phoneNumber}</span>
      </h3>
      <p class="muted">
        session <code>{id}</code>, key ends in <code>{keyEnd}</code>
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
      {groups.length === 0 && <p class="muted">It is in no group.</p>}
      <ul class="groups">
        {groups.map((group) => (
          <Group key={group.id} group={group} sessionId={id} />
        ))}
      </ul>
    </section>
  );
}

function Group({ group, sessionId }: { readonly group: ShownGroup; readonly sessionId: string }) {
  const { perform } = useSandbox();
  const { id, name, standing, members, traits } = group;
  const isIn = standing !== 'not-a-member';
  const facts = [
    isIn ? standing : 'not in it',
    members.length === 1 ? '1 member' : `${members.length} members`,
    ...traits,
  ];
  return (
    <li class={isIn ? 'in' : 'out'}>
      <details>
        <summary>
          <bdi>{name === '' ? 'Group without a name' : name}</bdi>{' '}
          <span class="muted">{facts.join(' · ')}</span>
        </summary>
        <p>
          <code>{id}</code>
        </p>
        <div class="row">
          <button
            type="button"
            class="button"
            onClick={() => void perform({ do: 'membership', sessionId, groupId: id, isIn: !isIn })}
          >
            {isIn ? 'Take the number out' : 'Put the number in'}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => void perform({ do: 'rename', groupId: id, name: `${name} (renamed)` })}
          >
            Rename it
          </button>
        </div>
        <ul class="members">
          {members.map(({ phoneNumber, role }) => (
            <li key={phoneNumber}>
              {phoneNumber} <span class="muted">{role}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
