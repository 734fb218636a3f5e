import type { WebClient } from '@slack/web-api';
import type { UserId, WorkspaceId } from '../../leaving/ids.ts';
import { readHistory } from '../../leaving/looking-back/history.ts';
import { readStatus } from '../../leaving/looking-back/status.ts';
import { type Home, homeView } from '../../messages/home/home.ts';
import { judgeAdmin, judgeLeaver } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { findProblems } from './find-problems.ts';

export interface Viewer {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
}

/** Shows one person their Home tab: at once from the store, then with what Wasend says. Idempotent. */
export async function publishHome(viewer: Viewer, client: WebClient, services: Services): Promise<void> {
  const publish = (home: Home) => client.views.publish({ user_id: viewer.by, view: homeView(home) });
  const home = await readHome(viewer, client, services);
  const connection = await services.connections.get(viewer.workspaceId);
  if (connection === null || home.connection === null) {
    await publish(home);
    return;
  }
  await publish({ ...home, isChecking: true });
  const sessions = await services.reads(connection).sessions();
  const session =
    sessions.kind === 'ok' ? sessions.value.find((one) => one.sessionId === connection.sessionId) : undefined;
  const sessionLabel = session?.phoneNumber ?? session?.name ?? null;
  const problems = findProblems(sessions, connection, home.recent);
  await publish({ ...home, connection: { ...home.connection, sessionLabel }, problems });
}

/** Everything that the store knows. */
async function readHome(viewer: Viewer, client: WebClient, services: Services): Promise<Home> {
  const { workspaceId } = viewer;
  const { ledger, pace, clock } = services;
  const now = clock.now();
  const [connection, admin, leaver, open, recent] = await Promise.all([
    services.connections.get(workspaceId),
    judgeAdmin(viewer, client, services),
    judgeLeaver(viewer, client, services),
    readStatus(ledger, workspaceId, pace, now),
    readHistory(ledger, workspaceId, { kind: 'all' }, { before: null, sessions: null, limit: 10 }),
  ]);
  const windowSeconds = pace.windowMs / 1000;
  const calls = connection === null ? 0 : await ledger.callsOfLane(services.laneOf(connection), now - 60_000);
  return {
    isAdmin: admin.verdict.kind === 'allowed',
    mayLeave: leaver.verdict.kind === 'allowed',
    settings: admin.settings,
    connection:
      connection === null
        ? null
        : {
            keyEnd: connection.apiKey.slice(-4),
            sessionId: connection.sessionId,
            sessionLabel: null,
            auditChannel: connection.auditChannel,
            callsLastMinute: calls,
            callLimit: pace.limit,
            windowSeconds,
          },
    problems: [],
    isChecking: false,
    open,
    recent: recent.requests,
    now,
  };
}
