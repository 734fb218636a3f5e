import { SealBroken } from '../../errors.ts';
import type { WorkspaceId } from '../../leaving/ids.ts';
import type { Notice } from '../../messages/modals/notices.ts';
import type { Connection, SealedConnection } from '../../workspaces/connections.ts';
import type { Services } from '../services.ts';

/** What a workspace keeps of its connection. */
export type KeptConnection =
  | { readonly kind: 'none'; readonly connection: null }
  | { readonly kind: 'open'; readonly connection: Connection }
  /** The key does not open any more; everything else is there. */
  | { readonly kind: 'unreadable'; readonly connection: SealedConnection };

/** What an admin is told where there is no key to ask Wasend with. */
export function noConnection({ kind }: Exclude<KeptConnection, { kind: 'open' }>): Notice {
  switch (kind) {
    case 'none':
      return { kind: 'not-connected', isAdmin: true };
    case 'unreadable':
      return { kind: 'key-unreadable' };
  }
}

export async function keptConnection(
  workspaceId: WorkspaceId,
  { connections }: Pick<Services, 'connections'>,
): Promise<KeptConnection> {
  try {
    const connection = await connections.get(workspaceId);
    return connection === null ? { kind: 'none', connection } : { kind: 'open', connection };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    const connection = await connections.sealed(workspaceId);
    return connection === null ? { kind: 'none', connection } : { kind: 'unreadable', connection };
  }
}
