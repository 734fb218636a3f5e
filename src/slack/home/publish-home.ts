import type { ViewsPublishResponse, WebClient } from '@slack/web-api';
import type { SessionFacts } from '../../leaving/ports/wasend.ts';
import { type Home, homeView } from '../../messages/home/home.ts';
import type { Connection } from '../../workspaces/connections.ts';
import { within } from '../asking/preview/gather-facts.ts';
import { isModalGone } from '../wire/slack-errors.ts';
import { findProblems } from './find-problems.ts';
import { matchesNow } from './match-patterns.ts';
import { numberNames, numbersOf } from './numbers.ts';
import { readHome, type StoredHome } from './read-home.ts';
import { isSharedOutside } from './shared-channel.ts';
import type { HomeServices, Viewer } from './viewer.ts';

/** Nobody looks at “Asking Wasend …” for longer. */
const longestMs = 8_000;

/**
 * Shows one person their Home tab: at once from the store, then with what Wasend says. What Wasend says late never
 * stands over a newer drawing. Idempotent.
 */
export async function publishHome(viewer: Viewer, client: WebClient, services: HomeServices): Promise<void> {
  const publish = (home: Home, hash?: string) =>
    client.views.publish({
      user_id: viewer.by,
      view: homeView(home),
      ...(hash === undefined ? {} : { hash }),
    });
  const stored = await readHome(viewer, client, services);
  const { home, kept } = stored;
  if (kept.kind !== 'open' || !(home.isAdmin || home.mayLeave)) {
    await publish(home);
    return;
  }
  const first = await publish({ ...home, isChecking: true });
  const whole = await withWasend(stored, kept.connection, mayReadChannels(first), client, services);
  await publish(whole, first.view?.hash).catch((error: unknown) => {
    if (!isModalGone(error)) throw error;
  });
}

async function withWasend(
  { home, kept, open, recent }: StoredHome,
  connection: Connection,
  mayRead: boolean,
  client: WebClient,
  services: HomeServices,
): Promise<Home> {
  const { auditChannel, sessionId } = connection;
  const patterns = home.isAdmin ? home.settings.protectedGroups : [];
  const [answered, matches, isAuditShared] = await Promise.all([
    within(longestMs, services.wasend.reads(connection).sessions(), services),
    matchesNow(connection, patterns, services),
    auditChannel !== null && mayRead ? isSharedOutside(auditChannel, client) : false,
  ]);
  const sessions = answered ?? silent;
  const known: readonly SessionFacts[] = sessions.kind === 'ok' ? sessions.value : [];
  const requests = [...open.map(({ request }) => request), ...recent];
  return {
    ...home,
    problems: findProblems({ kept, recent, sessions, isAuditShared }),
    numbers: numbersOf(known, sessionId, open),
    matches,
    names: { ...home.names, numberOf: numberNames(known, requests) },
    now: services.clock.now(),
  };
}

const silent = { kind: 'failed', why: 'timed-out', status: null, said: null } as const;

/** Slack names the scopes of the token with every answer: without the optional ones a look at a channel is not tried. */
function mayReadChannels({ response_metadata: metadata }: ViewsPublishResponse): boolean {
  const scopes: readonly string[] = metadata?.scopes ?? [];
  return scopes.includes('channels:read') || scopes.includes('groups:read');
}
