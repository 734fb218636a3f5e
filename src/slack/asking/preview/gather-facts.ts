import type { WebClient } from '@slack/web-api';
import { type Preview, readPreview } from '../../../leaving/before/read-preview.ts';
import type { SessionId } from '../../../leaving/ids.ts';
import type { Rule } from '../../../leaving/rules/rules.ts';
import { type ApprovalRule, sessionFor, type WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { mostGroups } from '../../../leaving/typed/pasted-groups.ts';
import { type SortedReferences, sortReferences } from '../../../leaving/typed/references.ts';
import type { Connection } from '../../../workspaces/connections.ts';
import { judgeAdmin, judgePerson } from '../../people/judge-person.ts';
import type { Services } from '../../services.ts';
import type { PendingAsk } from '../ask.ts';
import type { GatherServices } from './preview-services.ts';

/** Everything a preview is made of, or what stands in its way. */
export type Gathered =
  | { readonly kind: 'not-connected'; readonly isAdmin: boolean }
  | {
      readonly kind: 'refused';
      readonly rule: Rule;
      readonly settings: WorkspaceSettings;
      readonly connection: Connection;
      readonly sessionId: SessionId;
      /** What was asked for; the person is not shown it. */
      readonly asked: SortedReferences;
      readonly preview: Preview | null;
    }
  | {
      readonly kind: 'facts';
      readonly connection: Connection;
      readonly sessionId: SessionId;
      readonly settings: WorkspaceSettings;
      /** Which requests of who asks others must approve. */
      readonly approval: ApprovalRule;
      readonly asked: SortedReferences;
      /** Groups beyond the most one request takes. */
      readonly rest: SortedReferences['groupIds'];
      /** Null when Wasend did not tell within the time people wait. */
      readonly preview: Preview | null;
    };

/** Longer nobody waits for a preview. */
const longestMs = 10_000;

/** Looks up person, rules and groups at the same time; each takes a round trip of its own. */
export async function gatherFacts(
  ask: PendingAsk,
  client: WebClient,
  services: GatherServices,
): Promise<Gathered> {
  const { workspaceId, channelId } = ask;
  const [connection, { settings: before }] = await Promise.all([
    services.connections.get(workspaceId),
    services.rules.get(workspaceId),
  ]);
  if (connection === null) {
    const { verdict } = await judgeAdmin(ask, client, services);
    return { kind: 'not-connected', isAdmin: verdict.kind === 'allowed' };
  }
  const sessionId = ask.sessionId ?? sessionFor(channelId, connection.sessionId, before);
  const all = sortReferences(ask.references);
  const asked = { ...all, groupIds: all.groupIds.slice(0, mostGroups) };
  const reads = services.wasend.reads({ apiKey: connection.apiKey, sessionId });
  const [{ verdict, settings, approval }, preview] = await Promise.all([
    judgePerson({ ...ask, sessionId }, client, services),
    within(longestMs, readPreview(asked, reads), services),
  ]);
  if (verdict.kind === 'refused')
    return { kind: 'refused', rule: verdict.rule, settings, connection, sessionId, asked, preview };
  const rest = all.groupIds.slice(mostGroups);
  return { kind: 'facts', connection, sessionId, settings, approval, asked, rest, preview };
}

/** Null when the time is over first. */
export function within<T>(
  ms: number,
  work: Promise<T>,
  { clock }: Pick<Services, 'clock'>,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(null));
    work.then(resolve, reject).finally(cancel);
  });
}
