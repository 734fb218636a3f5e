import type { ChannelId, SessionId } from '../leaving/ids.ts';
import type { SettingChange } from '../leaving/rules/settings-changes.ts';

/** What can be told of a connection; `apiKey` is null where the sealed one does not open. */
export interface KnownConnection {
  readonly apiKey: string | null;
  readonly sessionId: SessionId;
  readonly auditChannel: ChannelId | null;
}

/** What differs between two connections, as values for the ledger. Of a key only its last four characters are told. */
export function connectionChanges(
  before: KnownConnection | null,
  after: KnownConnection | null,
): SettingChange[] {
  const changes: SettingChange[] = [];
  if (before?.apiKey !== after?.apiKey)
    changes.push({ what: 'key', before: keyEnd(before?.apiKey), after: keyEnd(after?.apiKey) });
  if (before?.sessionId !== after?.sessionId)
    changes.push({ what: 'session', before: before?.sessionId ?? null, after: after?.sessionId ?? null });
  if ((before?.auditChannel ?? null) !== (after?.auditChannel ?? null)) {
    const [was, is] = [before?.auditChannel ?? null, after?.auditChannel ?? null];
    changes.push({ what: 'auditChannel', before: was, after: is });
  }
  return changes;
}

/** A key as it may be told: enough to know one from another, useless to anybody. */
function keyEnd(apiKey: string | null | undefined): string | null {
  return apiKey?.slice(-4) ?? null;
}
