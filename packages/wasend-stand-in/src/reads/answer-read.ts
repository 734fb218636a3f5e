import { type Answer, empty, json } from '../answering/answer.ts';
import * as documented from '../answering/documented-answers.ts';
import type { Matched, Route } from '../answering/match-route.ts';
import * as waha from '../answering/waha-answers.ts';
import { account } from '../shapes/sdk.ts';
import type { Shape } from '../shapes/shape.ts';
import { isGroupId } from '../world/groups.ts';
import { isIn, isUsable, type Session, sessionOfKey, type WorldState } from '../world/world-state.ts';
import { findAndSort, readListQuery } from './list-query.ts';
import { makeOdd } from './odd-rows.ts';
import type { Stale } from './stale.ts';
import { listGroups, tellGroup, tellInvitation } from './tell-groups.ts';

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
    case 'group':
    case 'info':
    case 'participants':
    case 'account':
    case 'sessions':
    case 'session':
    case 'leave':
      return answerGroup(library, session, asked);
  }
}

const countGroups = (session: Session): number => [...session.belongings.values()].filter(isIn).length;

function answerList(library: Library, session: Session, query: URLSearchParams): Answer {
  const { stale, shape } = library;
  const asked = readListQuery(query);
  if (!asked.ok) return waha.validationFailed(asked.faults);
  const limit = Math.min(asked.query.limit, stale.mostPerPage);
  const offset = stale.ignoreOffset ? 0 : asked.query.offset;
  const leavesOut = asked.leavesOut && !stale.ignoreExclude;
  const all = findAndSort(listGroups(library, session, leavesOut), asked.query);
  const listed = all.slice(0, stale.listEndsAfter);
  const page = listed.slice(offset, offset + limit);
  if (page.length === 0 && stale.emptyListAs !== 'shape') {
    return json(200, stale.emptyListAs === 'null' ? null : { groups: null });
  }
  const body = shape.groups(
    page,
    {
      total: all.length + stale.totalOff,
      limit,
      offset,
      hasMore: tellHasMore(stale, offset + page.length < listed.length),
    },
    (row, { group }) => makeOdd(row, group.id, stale.oddRows),
  );
  return json(200, body);
}

/** Undefined leaves the word out. */
function tellHasMore({ hasMore }: Stale, truth: boolean): boolean | undefined {
  if (hasMore === 'left-out') return undefined;
  return hasMore === 'truth' ? truth : hasMore === 'always';
}

function answerInvitation({ state, shape }: Library, asked: ReadAsked): Answer {
  const told = tellInvitation(state, asked.query.get('code') ?? '');
  if (told !== null) return json(200, shape.joinInfo(told));
  if (!shape.refusesLikeWaha) return documented.inviteNotFound('join-info');
  return shape.refusesLikeWaha === 'noweb'
    ? waha.nowebError('not-acceptable', 406, asked)
    : waha.gowsError('info query returned status 406: not-acceptable', asked);
}

function answerGroup(library: Library, session: Session, asked: ReadAsked): Answer {
  const { shape } = library;
  const groupId = asked.groupId ?? '';
  const write = writerFor(shape, asked.route);
  if (write === null) return waha.routeNotFound(asked);
  if (!isGroupId(groupId)) return documented.invalidGroupId(asked.route);
  const told = tellGroup(library, session, groupId);
  if (told.kind === 'told') return json(200, makeOdd(write(told.told), groupId, library.stale.oddRows));
  const isMissing = told.kind === 'no-such-group';
  switch (shape.refusesLikeWaha) {
    case false:
      return (isMissing ? documented.groupNotFound : documented.notMember)(asked.route);
    case 'noweb':
      // Its store has nothing under this id, and nothing is what it sends (session.noweb.core.ts).
      return empty(200, { 'content-length': '0' });
    case 'gows':
      return waha.gowsError(
        isMissing ? 'that group does not exist' : "you're not participating in that group",
        asked,
      );
  }
}

function writerFor(shape: Shape, route: Route): Shape['group'] | null {
  if (route === 'info') return shape.info;
  return route === 'participants' ? shape.participants : shape.group;
}
