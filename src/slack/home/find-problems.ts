import type { ChannelId } from '../../leaving/ids.ts';
import type { ReadResult, SessionFacts } from '../../leaving/ports/wasend.ts';
import type { Request } from '../../leaving/request.ts';
import type { Problem } from '../../messages/home/problems.ts';
import type { KeptConnection } from './kept-connection.ts';

/** What is known of a connection when its problems are named. */
export interface Known {
  readonly kept: KeptConnection;
  /** Newest first. */
  readonly recent: readonly Request[];
  /** Null while Wasend has not been asked. */
  readonly sessions: ReadResult<readonly SessionFacts[]> | null;
  readonly isAuditShared: boolean;
}

/** What is wrong with a workspace's connection, as far as it is known. Pure. */
export function findProblems({ kept, recent, sessions, isAuditShared }: Known): Problem[] {
  if (kept.connection === null) return [];
  const { sessionId, auditChannel } = kept.connection;
  return [
    ...(kept.kind === 'unreadable' ? [{ kind: 'key-unreadable' } as const] : []),
    ...(sessions === null ? [] : wasendProblems(sessions, sessionId)),
    ...auditProblems(auditChannel, recent, isAuditShared),
  ];
}

function wasendProblems(sessions: ReadResult<readonly SessionFacts[]>, sessionId: string): Problem[] {
  if (sessions.kind === 'failed') {
    const kind = sessions.why === 'unauthorized' ? 'key-refused' : 'wasend-not-reached';
    return [{ kind, said: sessions.said }];
  }
  const session = sessions.value.find((one) => one.sessionId === sessionId);
  if (session === undefined) return [{ kind: 'session-gone' }];
  switch (session.health) {
    case 'needs-a-person':
      return [{ kind: 'session-needs-a-person' }];
    case 'down':
      return [{ kind: 'session-down' }];
    case 'usable':
    case 'starting':
    case 'not-known':
      return [];
  }
}

/** The last request that was told into this channel tells whether it still takes messages. */
function auditProblems(
  channelId: ChannelId | null,
  recent: readonly Request[],
  isShared: boolean,
): Problem[] {
  if (channelId === null) return [{ kind: 'no-audit-channel' }];
  const last = recent.find(({ closing, ask }) => closing !== null && ask.auditChannel === channelId);
  return [
    ...(isShared ? [{ kind: 'audit-channel-shared', channelId } as const] : []),
    ...(last?.closing?.audit === 'not-told' ? [{ kind: 'audit-channel-lost', channelId } as const] : []),
  ];
}
