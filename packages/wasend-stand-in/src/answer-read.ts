import { z } from 'zod';
import { type Answer, json } from './answer.ts';
import * as documented from './documented-answers.ts';
import { type Group, isGroupId } from './groups.ts';
import type { Matched, Route } from './match-route.ts';
import { account } from './shapes/sdk.ts';
import type { Shape } from './shapes/shape.ts';
import type { Stale } from './stale.ts';
import { listGroups, tellGroup, tellInvitation } from './tell-groups.ts';
import * as waha from './waha-answers.ts';
import { isIn, isUsable, type Session, sessionOfKey, type WorldState } from './world-state.ts';

interface ReadAsked extends Matched, waha.Asked {
  readonly key: string;
  readonly query: URLSearchParams;
}

interface Library {
  readonly state: WorldState;
  readonly stale: Stale;
  readonly shape: Shape;
}

/** Answers a read in the library's shape. Changes nothing but the counts of stale reads. */
export function answerRead(library: Library, asked: ReadAsked): Answer {
  const { state, shape } = library;
  if (asked.route === 'account') return json(200, account);
  if (asked.route === 'sessions') {
    const sessions = [...state.sessions.values()].filter(({ key }) => key === asked.key);
    return json(200, shape.sessions(sessions));
  }
  const session = sessionOfKey(state, asked.key, asked.sessionId ?? '');
  if (session === null) return sessionMissing(shape, asked);
  if (asked.route === 'session') return json(200, shape.session(session));
  if (!isUsable(session)) return waha.sessionNotWorking(session.id, session.status);
  return answerForSession(library, session, asked);
}

function sessionMissing(shape: Shape, { route, sessionId }: ReadAsked): Answer {
  if (!shape.refusesLikeWaha) return documented.sessionNotFound(route);
  return route === 'session' ? waha.wahaSessionNotFound() : waha.wahaSessionNotStarted(sessionId ?? '');
}

function answerForSession(library: Library, session: Session, asked: ReadAsked): Answer {
  const { stale, shape } = library;
  switch (asked.route) {
    case 'groups':
      return answerList(library, session, asked.query);
    case 'count':
      return json(200, shape.count(countGroups(session) + stale.countOff));
    case 'join-info':
      return answerInvitation(library, asked);
    default:
      return answerGroup(library, session, asked);
  }
}

const countGroups = (session: Session): number => [...session.belongings.values()].filter(isIn).length;

const ListQuery = z.object({
  limit: z.coerce.number().int().positive().default(50),
  offset: z.coerce.number().int().nonnegative().default(0),
  search: z.string().default(''),
  exclude: z.string().optional(),
});

function answerList(library: Library, session: Session, query: URLSearchParams): Answer {
  const parsed = ListQuery.safeParse(Object.fromEntries(query));
  if (!parsed.success) {
    return waha.validationFailed(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
  }
  const { limit, search, exclude } = parsed.data;
  const offset = library.stale.ignoreOffset ? 0 : parsed.data.offset;
  const isMatch = ({ name, description }: Group): boolean =>
    `${name}\n${description}`.toLowerCase().includes(search.toLowerCase());
  const all = listGroups(library, session, exclude === 'participants').filter(({ group }) => isMatch(group));
  const page = { total: all.length, limit, offset };
  return json(200, library.shape.groups(all.slice(offset, offset + limit), page));
}

function answerInvitation({ state, shape }: Library, asked: ReadAsked): Answer {
  const told = tellInvitation(state, asked.query.get('code') ?? '');
  if (told !== null) return json(200, shape.joinInfo(told));
  if (!shape.refusesLikeWaha) return documented.inviteNotFound('join-info');
  return waha.gowsError('info query returned status 406: not-acceptable', asked);
}

function answerGroup(library: Library, session: Session, asked: ReadAsked): Answer {
  const { shape } = library;
  const groupId = asked.groupId ?? '';
  const write = writerFor(shape, asked.route);
  if (write === null) return waha.routeNotFound(asked);
  if (!isGroupId(groupId)) return documented.invalidGroupId(asked.route);
  const told = tellGroup(library, session, groupId);
  if (told.kind === 'told') return json(200, write(told.told));
  if (!shape.refusesLikeWaha) {
    const refused = told.kind === 'no-such-group' ? documented.groupNotFound : documented.notMember;
    return refused(asked.route);
  }
  const isMissing = told.kind === 'no-such-group';
  return waha.gowsError(
    isMissing ? 'that group does not exist' : "you're not participating in that group",
    asked,
  );
}

function writerFor(shape: Shape, route: Route): Shape['group'] | null {
  if (route === 'info') return shape.info;
  return route === 'participants' ? shape.participants : shape.group;
}
