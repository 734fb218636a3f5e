/** Every path the stand-in knows. `info` and `participants` belong to one group. */
export type Route =
  | 'sessions'
  | 'session'
  | 'account'
  | 'groups'
  | 'count'
  | 'join-info'
  | 'group'
  | 'info'
  | 'participants'
  | 'leave';

export interface Matched {
  readonly route: Route;
  readonly sessionId: string | null;
  readonly groupId: string | null;
}

const patterns: readonly (readonly [Route, string, RegExp])[] = [
  ['sessions', 'GET', /^\/sessions$/],
  ['session', 'GET', /^\/sessions\/(?<sessionId>[^/]+)$/],
  ['account', 'GET', /^\/account$/],
  ['groups', 'GET', /^\/(?<sessionId>[^/]+)\/groups$/],
  ['count', 'GET', /^\/(?<sessionId>[^/]+)\/groups\/count$/],
  ['join-info', 'GET', /^\/(?<sessionId>[^/]+)\/groups\/join-info$/],
  ['group', 'GET', /^\/(?<sessionId>[^/]+)\/groups\/(?<groupId>[^/]+)$/],
  ['info', 'GET', /^\/(?<sessionId>[^/]+)\/groups\/(?<groupId>[^/]+)\/info$/],
  ['participants', 'GET', /^\/(?<sessionId>[^/]+)\/groups\/(?<groupId>[^/]+)\/participants$/],
  ['leave', 'POST', /^\/(?<sessionId>[^/]+)\/groups\/(?<groupId>[^/]+)\/leave$/],
];

/**
 * Null when no route is there. WAHA's clients write `/api` before every path. The path is taken as it came, so `..` is no way up and
 * `@` may be raw or `%40`.
 */
export function matchRoute(method: string, rawPath: string): Matched | null {
  const path = rawPath.replace(/^\/api(?=\/)/, '');
  for (const [route, routeMethod, pattern] of patterns) {
    const match = routeMethod === method ? pattern.exec(path) : null;
    if (match === null) continue;
    const { sessionId, groupId } = match.groups ?? {};
    return { route, sessionId: decode(sessionId), groupId: decode(groupId) };
  }
  return null;
}

function decode(part: string | undefined): string | null {
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
