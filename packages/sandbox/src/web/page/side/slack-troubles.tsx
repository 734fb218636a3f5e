import { useState } from 'preact/hooks';
import { useSandbox } from '../sandbox-context.ts';
import { slackMethods, slackTroubles } from './trouble-words.ts';

/** Troubles between the app and Slack. */
export function SlackTroubles() {
  const { perform, workspace } = useSandbox();
  const [method, setMethod] = useState<(typeof slackMethods)[number]>('chat.update');
  const [trouble, setTrouble] = useState<(typeof slackTroubles)[number][0]>('429');
  return (
    <>
      <form
        class="trouble"
        aria-label="Trouble at Slack"
        onSubmit={(event) => {
          event.preventDefault();
          void perform({ do: 'slack-trouble', method, trouble });
        }}
      >
        <h3>At Slack</h3>
        <label>
          The next
          <select
            value={method}
            onChange={({ currentTarget: { value } }) =>
              setMethod(slackMethods.find((one) => one === value) ?? 'chat.update')
            }
          >
            {slackMethods.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          is
          <select
            value={trouble}
            onChange={({ currentTarget: { value } }) =>
              setTrouble(slackTroubles.find(([name]) => name === value)?.[0] ?? '429')
            }
          >
            {slackTroubles.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button primary">
          Order it
        </button>
      </form>
      <section class="trouble" aria-label="Other troubles at Slack">
        <button type="button" class="button" onClick={() => void perform({ do: 'deliver-twice' })}>
          Deliver the next press or form twice
        </button>
        <h4>Is the app in the channel?</h4>
        <ul class="channels">
          {workspace.channels
            .filter(({ kind }) => kind !== 'im')
            .map(({ id, name, isAppIn }) => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={isAppIn}
                    onChange={({ currentTarget: { checked } }) =>
                      void perform({ do: 'app-in-channel', channel: id, isIn: checked })
                    }
                  />{' '}
                  #{name}
                </label>
              </li>
            ))}
        </ul>
      </section>
    </>
  );
}
