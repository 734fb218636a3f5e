import type { ChannelId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { changesBetween, type SettingChange } from '../../leaving/rules/settings-changes.ts';
import type { Services } from '../services.ts';

interface Changer {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
}

/**
 * Changes the rules of a workspace: first the ledger, then the rules, so that no change is without its record.
 * Nothing is written when nothing differs. Throws LedgerUnavailable, and then nothing has changed.
 */
export async function changeSettings(
  changer: Changer,
  change: (before: WorkspaceSettings) => WorkspaceSettings,
  services: Services,
): Promise<void> {
  const before = await services.settings.get(changer.workspaceId);
  const after = change(before);
  const changes = changesBetween(before, after);
  if (changes.length === 0) return;
  const connection = await services.connections.get(changer.workspaceId);
  await recordChanges(changer, changes, [connection?.auditChannel ?? null], services, () =>
    services.settings.put(changer.workspaceId, after),
  );
}

/**
 * Writes who changed what into the ledger, then changes it, then tells the audit channels. Throws LedgerUnavailable,
 * and then nothing has changed.
 */
export async function recordChanges(
  { workspaceId, by }: Changer,
  changes: SettingChange[],
  auditChannels: readonly (ChannelId | null)[],
  { ledger, reports, clock, newRequestId }: Services,
  apply: () => Promise<void>,
): Promise<void> {
  if (changes.length === 0) return apply();
  const tell = [...new Set(auditChannels.filter((channel) => channel !== null))];
  const entryId = newRequestId();
  await ledger.append(workspaceId, entryId, 0, [{ type: 'settings-changed', by, changes, tell }]);
  await apply();
  await reports.schedule(entryId, clock.now());
}
