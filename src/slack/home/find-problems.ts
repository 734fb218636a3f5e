import type { PastRequest } from '../../leaving/looking-back/history.ts';
import type { ReadResult, SessionFacts } from '../../leaving/ports/wasend.ts';
import type { Problem } from '../../messages/home/problems.ts';
import type { Connection } from '../../workspaces/connections.ts';

/** What is wrong with a workspace's connection, from Wasend's answer and the last reports. Pure. */
export function findProblems(
  sessions: ReadResult<readonly SessionFacts[]>,
  { sessionId, auditChannel }: Connection,
  recent: readonly PastRequest[],
): Problem[] {
  return [
    ...wasendProblems(sessions, sessionId),
    ...(auditChannel === null
      ? [{ kind: 'no-audit-channel' } as const]
      : auditProblems(auditChannel, recent)),
  ];
}

function wasendProblems(sessions: ReadResult<readonly SessionFacts[]>, sessionId: string): Problem[] {
  if (sessions.kind === 'failed') {
    const kind = sessions.why === 'unauthorized' ? 'key-refused' : 'wasend-not-reached';
    return [{ kind, said: sessions.said }];
  }
  const session = sessions.value.find((one) => one.sessionId === sessionId);
  if (session === undefined) return [{ kind: 'session-missing' }];
  const isDown = session.health !== 'usable' && session.health !== 'not-known';
  return isDown ? [{ kind: 'session-down', status: session.status }] : [];
}

/** The last ended request tells whether the channel still takes lines. */
function auditProblems(channelId: string, recent: readonly PastRequest[]): Problem[] {
  const last = recent.find((past) => past.kind === 'request' && past.request.closing !== null);
  const isLost = last?.kind === 'request' && last.request.closing?.audit === 'not-told';
  return isLost ? [{ kind: 'audit-channel-lost', channelId }] : [];
}
