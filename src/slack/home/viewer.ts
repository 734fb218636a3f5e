import { UserId } from '../../leaving/ids.ts';
import { botName } from '../../messages/ids.ts';
import { workspaceOf } from '../listener.ts';
import type { Someone } from '../people/judge-person.ts';
import type { Services } from '../services.ts';

/** What the Home tab and its forms are made of. */
export type HomeServices = Pick<
  Services,
  | 'requests'
  | 'rules'
  | 'connections'
  | 'userGroups'
  | 'admins'
  | 'names'
  | 'cards'
  | 'wasend'
  | 'clock'
  | 'logger'
  | 'newReference'
  | 'fetch'
>;

/** Who looks at the Home tab or sends a form. */
export interface Viewer extends Someone {
  /** The app's own user there; null where that is not known. */
  readonly botUserId: UserId | null;
}

type Context = Parameters<typeof workspaceOf>[0] & { readonly botUserId?: string };

export function viewerOf(context: Context, userId: string): Viewer {
  const botUserId = context.botUserId === undefined ? null : UserId.parse(context.botUserId);
  return { workspaceId: workspaceOf(context), by: UserId.parse(userId), botUserId };
}

/** What the app's user is called in this workspace: what stands behind `/invite @`. */
export function appNameFrom(nameOf: (id: UserId) => string, { botUserId }: Viewer): string {
  if (botUserId === null) return botName;
  const name = nameOf(botUserId);
  return name === botUserId ? botName : name;
}
