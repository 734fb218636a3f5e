import type { ShownEntry } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';

/** Every request and every change of rules in the app's ledger, entry by entry, newest first. */
export function Ledger() {
  const { ledger } = useSandbox().snapshot;
  const requests = Map.groupBy(ledger, ({ requestId }) => requestId);
  const newest = [...requests].toReversed();
  return (
    <div>
      <p class="note">
        What the app has on record, read from its own store while it runs. Each entry’s hash covers the one
        before it.
      </p>
      {newest.length === 0 && <p class="muted">Nothing is on record yet.</p>}
      {newest.map(([requestId, entries], index) => (
        <details class="request" key={requestId} open={index === 0}>
          <summary>
            <code>{requestId}</code> <span class="muted">{summaryOf(entries)}</span>
          </summary>
          <ol>
            {entries.map((entry) => (
              <Entry key={entry.version} entry={entry} />
            ))}
          </ol>
        </details>
      ))}
    </div>
  );
}

function summaryOf(entries: readonly ShownEntry[]): string {
  const [first] = entries;
  const last = entries.at(-1);
  const count = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
  return `${first?.workspaceId} · ${count} · ${last?.type}`;
}

function Entry({ entry: { sequence, time, type, data, hash } }: { readonly entry: ShownEntry }) {
  return (
    <li value={sequence}>
      <details>
        <summary>
          <strong>{type}</strong>{' '}
          <span class="muted">
            {new Date(time).toLocaleTimeString([], { hour12: false })} · {hash}
          </span>
        </summary>
        <pre>{JSON.stringify(data, null, 2)}</pre>
      </details>
    </li>
  );
}
