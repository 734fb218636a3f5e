import type { ShownCall, ShownLane } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';

/** The calls that came to Wasend, newest first, and how full each key's window is. */
export function Calls() {
  const { wasend } = useSandbox().snapshot;
  const leaves = wasend.calls.filter(({ route }) => route === 'leave').length;
  return (
    <div>
      <p class="note">
        Calls to leave so far: <strong data-leave-calls={leaves}>{leaves}</strong>. Everything else only
        reads.
      </p>
      {wasend.lanes.map((lane) => (
        <Lane key={lane.keyEnd} lane={lane} />
      ))}
      <ol class="calls" aria-label="Calls to Wasend, newest first">
        {wasend.calls.toReversed().map((call, index) => (
          <Call key={wasend.calls.length - index} call={call} />
        ))}
      </ol>
    </div>
  );
}

function Lane({ lane: { keyEnd, at, limit, windowMs } }: { readonly lane: ShownLane }) {
  const label = `Lane of the key that ends in ${keyEnd}: ${at.length} of ${limit} leave calls in ${windowMs / 1000} s`;
  return (
    <p class="lane">
      {label}
      <meter aria-label={label} min={0} max={limit} value={at.length} />
    </p>
  );
}

function Call({ call }: { readonly call: ShownCall }) {
  const { at, endedAt, method, path, status, did, fault, route } = call;
  const took = endedAt === null ? 'waiting' : `${endedAt - at} ms`;
  return (
    <li class={`call ${route === 'leave' ? 'leave' : ''}`}>
      <span class="muted">{new Date(at).toLocaleTimeString([], { hour12: false })}</span>{' '}
      <code>
        {method} {decodeURIComponent(path)}
      </code>{' '}
      <strong>{status ?? (endedAt === null ? '…' : 'cut')}</strong> <span class="muted">{took}</span>
      {did && <span class="tag">really left</span>}
      {fault !== null && <span class="tag fault">{fault}</span>}
    </li>
  );
}
