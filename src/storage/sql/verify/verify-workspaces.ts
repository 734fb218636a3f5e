import type { WorkspaceVerdict } from '../../verify.ts';
import type { Sql, Steps } from '../steps.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyDerived } from './verify-derived.ts';
import { type PaceTimes, paceTimes, verifyPace } from './verify-pace.ts';
import { verifySettings } from './verify-settings.ts';

/** Checks every workspace that stands anywhere in the store. Reads only. `now` is epoch milliseconds. */
export function* verifyWorkspaces(sql: Sql, now: number): Steps<WorkspaceVerdict[]> {
  const rows = yield* sql.all(
    `SELECT DISTINCT workspace_id FROM entries UNION SELECT workspace_id FROM chains UNION SELECT workspace_id FROM requests
     UNION SELECT workspace_id FROM leaves UNION SELECT workspace_id FROM settings UNION SELECT workspace_id FROM outbox`,
  );
  const times = yield* paceTimes(sql, now);
  const verdicts: WorkspaceVerdict[] = [];
  for (const row of rows) verdicts.push(yield* verifyWorkspace(sql, String(row.workspace_id), times));
  return verdicts;
}

function* verifyWorkspace(sql: Sql, workspaceId: string, times: PaceTimes): Steps<WorkspaceVerdict> {
  const chain = yield* verifyChain(sql, workspaceId);
  const derived = yield* verifyDerived(sql, workspaceId);
  const pace = yield* verifyPace(sql, workspaceId, times);
  const settings = yield* verifySettings(sql, workspaceId);
  const { entries, firstSequence, lastHash, prunedEntries } = chain;
  const faults = [...chain.faults, ...derived, ...pace, ...settings];
  return { workspaceId, entries, firstSequence, lastHash, prunedEntries, faults };
}
