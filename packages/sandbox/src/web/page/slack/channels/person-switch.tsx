import { useSandbox } from '../../sandbox-context.ts';
import { channelsOf } from '../use-place.ts';

/** Whose eyes the page looks through. */
export function PersonSwitch() {
  const { workspace, viewer, look, go } = useSandbox();
  return (
    <label class="person-switch">
      <span>You are</span>
      <select
        value={viewer.id}
        onChange={({ currentTarget: { value } }) => {
          const stays =
            look.at === 'home' || channelsOf(workspace.channels, value).some(({ id }) => id === look.at);
          go({ as: value, thread: null, ...(stays ? {} : { at: null }) });
        }}
      >
        {workspace.users.map(({ id, name, role }) => (
          <option key={id} value={id}>
            {name} ({role})
          </option>
        ))}
      </select>
    </label>
  );
}
