import { useSandbox } from '../../sandbox-context.ts';

const colours = ['#7c3aed', '#b45309', '#0e7490', '#be185d', '#4d7c0f', '#1d4ed8'];

/** A person's initials on a colour of their own, or the app's sign. */
export function Avatar({ userId }: { readonly userId: string | null }) {
  const { workspace } = useSandbox();
  if (userId === null)
    return (
      <span class="avatar app-icon" aria-hidden="true">
        W
      </span>
    );
  const at = workspace.users.findIndex(({ id }) => id === userId);
  const name = workspace.users[at]?.name ?? '?';
  const initials = name.split(' ').map((word) => word.charAt(0));
  return (
    <span class="avatar" aria-hidden="true" style={{ background: colours[(at + 6) % 6] ?? '#555555' }}>
      {initials.join('')}
    </span>
  );
}

/** Who wrote it. */
export function useAuthor(userId: string | null): string {
  const { workspace } = useSandbox();
  if (userId === null) return 'Wasend';
  return workspace.users.find(({ id }) => id === userId)?.name ?? userId;
}
