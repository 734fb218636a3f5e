import type { SetAside, SetAsideWhy } from '../events.ts';
import type { Request } from '../request.ts';
import { protectedBy } from './protected-groups.ts';
import { sessionsFrom, type WorkspaceSettings } from './settings.ts';

/**
 * What the rules of this moment take out of a request's waiting groups: a rule that came into force after the press
 * counts at the call. Pure.
 */
export function putAsideNow(request: Request, settings: WorkspaceSettings): SetAside[] {
  const ofPlace = placeRefuses(request, settings);
  return request.leaves.flatMap(({ status, group }) => {
    if (status.kind !== 'waiting') return [];
    const why = ofPlace ?? (protectedBy(group, settings) === null ? null : 'protected');
    return why === null ? [] : [{ groupId: group.groupId, why }];
  });
}

function placeRefuses({ ask }: Request, settings: WorkspaceSettings): SetAsideWhy | null {
  if (settings.channels.length > 0 && !settings.channels.includes(ask.channelId)) return 'channel';
  const sessions = sessionsFrom(ask.channelId, settings);
  return sessions !== null && !sessions.includes(ask.sessionId) ? 'session' : null;
}
