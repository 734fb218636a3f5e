import type { WebClient } from '@slack/web-api';
import type { Request } from '../../leaving/request.ts';
import type { ShownRequest } from '../../leaving/requests.ts';
import { mayAdminister, mayLeave } from '../../leaving/rules/rules.ts';
import { isAskedBy, type Sight, sightOf } from '../../leaving/rules/seen-by.ts';
import type { Home } from '../../messages/home/home.ts';
import { numberBeingAsked } from '../../messages/home/numbers.ts';
import { cardUrls } from '../looking-back/card-urls.ts';
import { personOf } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import { findProblems } from './find-problems.ts';
import { type KeptConnection, keptConnection } from './kept-connection.ts';
import { numberNames } from './numbers.ts';
import { appNameFrom, type HomeServices, type Viewer } from './viewer.ts';

/** A Home tab from the store alone, and what it was drawn from. */
export interface StoredHome {
  readonly home: Home;
  readonly kept: KeptConnection;
  readonly open: readonly ShownRequest[];
  readonly recent: readonly Request[];
}

const mostRecent = 10;

/** Everything the store knows, as this person may see it. Slack is asked once who they are, and once for their user groups. */
export async function readHome(
  viewer: Viewer,
  client: WebClient,
  services: HomeServices,
): Promise<StoredHome> {
  const { workspaceId } = viewer;
  const [{ settings }, person, kept] = await Promise.all([
    services.rules.get(workspaceId),
    personOf(viewer, client, services),
    keptConnection(workspaceId, services),
  ]);
  const isAdmin = mayAdminister(person).kind === 'allowed';
  const leaving = mayLeave(person, settings.leavers);
  const isLeaver = leaving.kind === 'allowed';
  const sees = isAdmin ? 'all' : sightOf(leaving, settings);
  const { open, recent } = await workOf(viewer, sees, services);
  const requests = [...open.map(({ request }) => request), ...recent];
  const named = [
    ...(viewer.botUserId === null ? [] : [viewer.botUserId]),
    ...namedIn(settings),
    ...requests.map(({ ask }) => ask.by),
  ];
  const ids = requests.map(({ requestId }) => requestId);
  const [nameOf, cardUrlOf] = await Promise.all([
    services.names.of(workspaceId, named, client),
    cardUrls(workspaceId, ids, services),
  ]);
  const home: Home = {
    isAdmin,
    mayLeave: isLeaver,
    settings,
    connection: shownOf(kept),
    problems: findProblems({ kept, recent, sessions: null, isAuditShared: false }),
    numbers: [],
    matches: null,
    names: { nameOf, numberOf: numberNames([], requests, kept.kind === 'open' ? numberBeingAsked : null) },
    isChecking: false,
    open: open.map((one) => ({ ...one, cardUrl: cardUrlOf(one.request.requestId) })),
    recent,
    cardUrlOf,
    appName: appNameFrom(nameOf, viewer),
    now: services.clock.now(),
  };
  return { home, kept, open, recent };
}

async function workOf({ workspaceId, by }: Viewer, sees: Sight, { requests }: HomeServices) {
  if (sees === 'nothing') return { open: [], recent: [] };
  const askedBy = sees === 'all' ? null : by;
  const filter = { kind: 'all' } as const;
  const [all, history] = await Promise.all([
    requests.open(workspaceId, null),
    requests.history(workspaceId, { filter, askedBy, before: null, sessions: null, limit: mostRecent }),
  ]);
  const open = all.filter(({ request }) => sees === 'all' || isAskedBy(by, request));
  const isOpen = new Set(open.map(({ request }) => request.requestId));
  return { open, recent: history.requests.filter(({ requestId }) => !isOpen.has(requestId)) };
}

function shownOf(kept: KeptConnection): Home['connection'] {
  if (kept.connection === null) return null;
  const { sessionId, auditChannel } = kept.connection;
  return {
    keyEnd: kept.kind === 'open' ? kept.connection.apiKey.slice(-4) : null,
    sessionId,
    auditChannel,
  };
}
