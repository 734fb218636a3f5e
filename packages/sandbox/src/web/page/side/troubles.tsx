import { useState } from 'preact/hooks';
import { useSandbox } from '../sandbox-context.ts';
import { SlackTroubles } from './slack-troubles.tsx';
import { faultWords, wasendCalls } from './trouble-words.ts';

/** Ways to make things go wrong, for whoever wants to see what the app does then. */
export function Troubles() {
  return (
    <div>
      <p class="note">Each trouble is ordered for calls that are still to come.</p>
      <WasendTroubles />
      <SlackTroubles />
    </div>
  );
}

function WasendTroubles() {
  const { perform } = useSandbox();
  const [kind, setKind] = useState('done-but-504');
  const [route, setRoute] = useState<(typeof wasendCalls)[number][0]>('leave');
  const [times, setTimes] = useState(1);
  return (
    <form
      class="trouble"
      aria-label="Trouble at Wasend"
      onSubmit={(event) => {
        event.preventDefault();
        void perform({ do: 'fault', kind, route, times });
      }}
    >
      <h3>At Wasend</h3>
      <label>
        The next
        <input
          type="number"
          min={1}
          max={50}
          value={times}
          onInput={({ currentTarget: { valueAsNumber } }) => setTimes(Math.trunc(valueAsNumber) || 1)}
        />
      </label>
      <label>
        calls to
        <select
          value={route}
          onChange={({ currentTarget: { value } }) =>
            setRoute(wasendCalls.find(([name]) => name === value)?.[0] ?? 'leave')
          }
        >
          {wasendCalls.map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        end like this
        <select value={kind} onChange={({ currentTarget: { value } }) => setKind(value)}>
          {Object.entries(faultWords).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <div class="row">
        <button type="submit" class="button primary">
          Order it
        </button>
        <button type="button" class="button" onClick={() => void perform({ do: 'no-faults' })}>
          No troubles any more
        </button>
        <button type="button" class="button" onClick={() => void perform({ do: 'let-slow-go' })}>
          Let slow calls go on
        </button>
      </div>
    </form>
  );
}
