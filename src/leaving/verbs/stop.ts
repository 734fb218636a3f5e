import { canBeStopped } from '../advance/next-step.ts';
import type { AskedGroup, HaltedWhy } from '../events.ts';
import type { ChannelId, RequestId, UserId, WorkspaceId } from '../ids.ts';
import type { Request } from '../request.ts';
import { changeRules } from '../rules/change-rules.ts';
import { mayLeave, type Person, type Rule } from '../rules/rules.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import { decideOn } from './over-versions.ts';
import type { VerbMeans } from './verb-means.ts';

export type Stopped =
  /** These groups are saved; one whose call is under way is not among them. */
  | { readonly kind: 'stopped'; readonly request: Request; readonly saved: readonly AskedGroup[] }
  /** Nothing was waiting any more: everything was called, stopped or ended before. */
  | { readonly kind: 'too-late'; readonly request: Request }
  | { readonly kind: 'not-found' };

/** What was not asked yet will not be. Idempotent; the first stop is recorded. Throws LedgerUnavailable. */
export async function stop(
  { ledger }: VerbMeans,
  workspaceId: WorkspaceId,
  requestId: RequestId,
  by: UserId,
): Promise<Stopped> {
  const decided = await decideOn(ledger, workspaceId, requestId, (request) =>
    canBeStopped(request)
      ? { kind: 'append', events: [{ type: 'stop-asked', by }] }
      : { kind: 'nothing', why: 'too-late' as const },
  );
  switch (decided.kind) {
    case 'not-found':
      return decided;
    case 'nothing':
      return { kind: 'too-late', request: decided.request };
    case 'appended': {
      const saved = decided.before.leaves.filter(({ status }) => status.kind === 'waiting');
      return { kind: 'stopped', request: decided.request, saved: saved.map(({ group }) => group) };
    }
  }
}

export type AllStopped =
  | {
      readonly kind: 'stopped';
      /** The requests that this very stop has stopped. */
      readonly requests: readonly Request[];
      /** Who had stopped everything before; null when nobody had. */
      readonly wasStoppedBy: UserId | null;
    }
  | { readonly kind: 'refused'; readonly rule: Rule; readonly settings: WorkspaceSettings };

export interface Stopper {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  readonly person: Person | null;
  readonly channelId: ChannelId;
  readonly auditChannel: ChannelId | null;
}

/**
 * The kill switch: stops every open request of the workspace and refuses new ones until it is lifted. The switch is
 * turned first, and every claim compares it, so that none slips between. Throws LedgerUnavailable.
 */
export async function stopAll(means: VerbMeans, stopper: Stopper): Promise<AllStopped> {
  const { workspaceId, by, person, channelId, auditChannel } = stopper;
  const { settings } = await means.rules.get(workspaceId);
  const verdict = mayLeave(person, settings.leavers);
  const tell = auditChannel === null ? [] : [auditChannel];
  if (verdict.kind === 'refused') {
    const { rule } = verdict;
    await means.notes.write(workspaceId, {
      type: 'ask-refused',
      by,
      channelId,
      groups: [],
      rule,
      what: 'stop-all',
      tell,
    });
    return { kind: 'refused', rule, settings };
  }
  const change = { workspaceId, by, tell, seenRevision: null };
  await changeRules(means.rules, change, (before) => ({ ...before, stoppedBy: before.stoppedBy ?? by }));
  const requests: Request[] = [];
  for (const requestId of await means.ledger.open(workspaceId)) {
    const stopped = await stop(means, workspaceId, requestId, by);
    if (stopped.kind === 'stopped') requests.push(stopped.request);
  }
  return { kind: 'stopped', requests, wasStoppedBy: settings.stoppedBy };
}

/** Ends every open request of a workspace at once; what was not asked stays not asked. Idempotent. */
export async function halt({ ledger }: VerbMeans, workspaceId: WorkspaceId, why: HaltedWhy): Promise<void> {
  for (const requestId of await ledger.open(workspaceId)) {
    await decideOn(ledger, workspaceId, requestId, ({ ending, finishedAt }) =>
      ending === null && finishedAt === null
        ? { kind: 'append', events: [{ type: 'halted', why, said: null }] }
        : { kind: 'nothing', why: 'ended' as const },
    );
  }
}
