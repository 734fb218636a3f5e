import type { ShownEntry } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';
import { entryWords, subjectWords } from './entry-words.ts';

/** Every request and every note in the app's ledger, entry by entry, newest first. */
export function Ledger() {
  const { entries, fault } = useSandbox().snapshot.ledger;
  const subjects = Map.groupBy(entries, ({ workspaceId, subjectId }) => `${workspaceId} ${subjectId}`);
  const newest = [...subjects].toReversed();
  return (
    <div>
      <p class="note">
        What the app has on record, read from its own store while it runs. Each entry’s hash covers the one
        before it.
      </p>
      {fault !== null && <p class="warning">The store cannot be read: {fault}</p>}
      {newest.length === 0 && fault === null && <p class="muted">Nothing is on record yet.</p>}
      {newest.map(([subject, ofSubject], index) => (
        <Subject key={subject} entries={ofSubject} isOpen={index === 0} />
      ))}
    </div>
  );
}

function Subject({ entries, isOpen }: { readonly entries: readonly ShownEntry[]; readonly isOpen: boolean }) {
  const [first] = entries;
  const count = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
  return (
    <details class="request" open={isOpen}>
      <summary>
        {first !== undefined && subjectWords(first)}{' '}
        <span class="muted">
          {first?.workspaceId} · {count}
        </span>
        <code class="subject-id">{first?.subjectId}</code>
      </summary>
      <ol>
        {entries.map((entry) => (
          <Entry key={entry.sequence} entry={entry} />
        ))}
      </ol>
    </details>
  );
}

function Entry({ entry }: { readonly entry: ShownEntry }) {
  const { sequence, time, type, data, hash, fault } = entry;
  const { workspaces } = useSandbox().snapshot;
  const nameOf = (id: string): string =>
    workspaces.flatMap(({ users }) => users).find((user) => user.id === id)?.name ?? id;
  return (
    <li value={sequence}>
      <details data-entry={type}>
        <summary>
          {fault === null ? entryWords(entry, nameOf) : <span class="warning">does not read: {fault}</span>}{' '}
          <span class="muted">
            {type} · {new Date(time).toLocaleTimeString([], { hour12: false })} · {hash}
          </span>
        </summary>
        <pre>{JSON.stringify(data, null, 2)}</pre>
      </details>
    </li>
  );
}
