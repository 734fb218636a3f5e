import { useEffect, useState } from 'preact/hooks';
import type { ShownGroup, ShownMember } from '../../protocol.ts';
import { useSandbox } from '../sandbox-context.ts';

/** One group; who is in it is asked for when somebody opens it. */
export function Group({ group, sessionId }: { readonly group: ShownGroup; readonly sessionId: string }) {
  const { name, standing, memberCount, traits } = group;
  const [isOpen, setIsOpen] = useState(false);
  const isIn = standing !== 'not-a-member';
  const facts = [
    isIn ? standing : 'not in it',
    memberCount === 1 ? '1 member' : `${memberCount} members`,
    ...traits,
  ];
  return (
    <li class={isIn ? 'in' : 'out'}>
      <details onToggle={({ currentTarget: { open } }) => setIsOpen(open)}>
        <summary>
          <bdi>{name === '' ? 'Group without a name' : name}</bdi>{' '}
          <span class="muted">{facts.join(' · ')}</span>
        </summary>
        {isOpen && <Inside group={group} sessionId={sessionId} isIn={isIn} />}
      </details>
    </li>
  );
}

interface InsideProps {
  readonly group: ShownGroup;
  readonly sessionId: string;
  readonly isIn: boolean;
}

function Inside({ group, sessionId, isIn }: InsideProps) {
  const { perform } = useSandbox();
  const { id, name, memberCount } = group;
  const [members, setMembers] = useState<readonly ShownMember[]>([]);
  useEffect(() => {
    let isWanted = memberCount > -1;
    void perform({ do: 'members', groupId: id }).then((result) => {
      if (isWanted && result.ok) setMembers(result.members ?? []);
    });
    return () => {
      isWanted = false;
    };
  }, [id, memberCount, perform]);
  return (
    <>
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
        {memberCount > members.length && <li class="muted">and {memberCount - members.length} more</li>}
      </ul>
    </>
  );
}
