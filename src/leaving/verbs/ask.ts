import type { AskedGroup, NumberLabel } from '../events.ts';
import type { ChannelId, LaneId, RequestId, SessionId, UserId, WorkspaceId } from '../ids.ts';
import type { AskTaken } from '../ports/ledger.ts';
import type { RulesInForce } from '../ports/rules.ts';
import type { Request } from '../request.ts';
import { approvalFor } from '../rules/approved-list.ts';
import { protectedBy } from '../rules/protected-groups.ts';
import { approvalRuleFor, mayAsk, type Person, type Rule, type Verdict } from '../rules/rules.ts';
import type { WorkspaceSettings } from '../rules/settings.ts';
import type { VerbMeans } from './verb-means.ts';

/** Everything a confirmed modal or a step of a workflow says. */
export interface AskInput {
  readonly workspaceId: WorkspaceId;
  readonly requestId: RequestId;
  readonly by: UserId;
  /** Who that is, by Slack's word of this moment; null when Slack could not say. */
  readonly person: Person | null;
  readonly channelId: ChannelId;
  readonly sessionId: SessionId;
  readonly number: NumberLabel;
  readonly lane: LaneId;
  readonly groups: readonly AskedGroup[];
  readonly reason: string | null;
  readonly auditChannel: ChannelId | null;
  /** The step of a workflow that asks, to be told the end. */
  readonly executionId?: string;
  /** The ended request whose open groups are asked for again. */
  readonly after?: RequestId;
}

export type Asked =
  | Exclude<AskTaken, { kind: 'rules-changed' }>
  /** A request of this id exists, and asks for something else than this: nothing was taken. */
  | { readonly kind: 'taken-for-others'; readonly groups: number }
  /** By a rule; that it was tried is on record. */
  | { readonly kind: 'refused'; readonly rule: Rule; readonly settings: WorkspaceSettings };

/**
 * Asks for leaves: judged by the rules of this very moment, each group at most once, and on record before this answers.
 * A refused ask is on record too, as a note of its own. Once however often it is delivered. Throws LedgerUnavailable.
 */
export function createAsk(means: VerbMeans): (input: AskInput) => Promise<Asked> {
  const { ledger, rules } = means;
  /** Null when nothing was asked under this id. */
  const askedBefore = async (input: AskInput): Promise<Asked | null> => {
    const earlier = await ledger.load(input.requestId);
    return earlier === null ? null : comparedWith(earlier, input);
  };
  return async (input) => {
    for (;;) {
      const inForce = await rules.get(input.workspaceId);
      const verdict = judge(input, inForce.settings);
      if (verdict.kind === 'refused') {
        // A modal that is sent again after it was taken must not be told otherwise by newer rules.
        return (await askedBefore(input)) ?? refuse(input, verdict.rule, inForce.settings, means);
      }
      const taken = await ledger.ask(toAsk(input, inForce, means));
      if (taken.kind === 'rules-changed') continue;
      if (taken.kind === 'repeated') return (await askedBefore(input)) ?? taken;
      if (taken.kind === 'over-cap') await refuse(input, 'daily-cap', inForce.settings, means);
      return taken;
    }
  };
}

/** A modal that is sent again finds what it asked for; one that showed another list has asked for nothing. */
function comparedWith({ workspaceId, ask, leaves }: Request, input: AskInput): Asked {
  const asked = [
    ...leaves.map(({ group }) => group.groupId),
    ...(ask.joined ?? []).map((one) => one.groupId),
  ];
  const wanted = new Set<string>(input.groups.map(({ groupId }) => groupId));
  const isSame =
    workspaceId === input.workspaceId &&
    ask.sessionId === input.sessionId &&
    asked.length === wanted.size &&
    asked.every((groupId) => wanted.has(groupId));
  return isSame ? { kind: 'repeated' } : { kind: 'taken-for-others', groups: asked.length };
}

function judge(input: AskInput, settings: WorkspaceSettings): Verdict {
  const verdict = mayAsk(input.person, input, settings);
  const isProtected = input.groups.some((group) => protectedBy(group, settings) !== null);
  return verdict.kind === 'allowed' && isProtected ? { kind: 'refused', rule: 'protected' } : verdict;
}

function toAsk(input: AskInput, { settings, revision }: RulesInForce, { now }: VerbMeans) {
  const { workspaceId, requestId, groups, by, channelId, sessionId, number, lane, reason, auditChannel } =
    input;
  const { executionId, after } = input;
  const at = now();
  return {
    workspaceId,
    requestId,
    groups,
    event: {
      type: 'requested' as const,
      by,
      channelId,
      sessionId,
      number,
      lane,
      reason,
      auditChannel,
      holdUntil: at + settings.holdSeconds * 1000,
      ...(executionId === undefined ? {} : { step: { executionId } }),
      ...(after === undefined ? {} : { after }),
    },
    approvalFor: (left: readonly AskedGroup[]) =>
      approvalFor(sessionId, left, approvalRuleFor(input.person, settings), at),
    dailyCap: settings.dailyCap,
    settingsRevision: revision,
  };
}

async function refuse(
  input: AskInput,
  rule: Rule,
  settings: WorkspaceSettings,
  means: VerbMeans,
): Promise<Extract<Asked, { kind: 'refused' }>> {
  await noteRefusal(input, rule, means);
  return { kind: 'refused', rule, settings };
}

/** Who was refused, where, and for which groups. */
export type RefusedInput = Pick<AskInput, 'workspaceId' | 'by' | 'channelId' | 'groups' | 'auditChannel'> & {
  /** Null while no number is chosen. */
  readonly sessionId: AskInput['sessionId'] | null;
};

/** A refused ask is kept too, and told to the audit channel. Throws LedgerUnavailable. */
export async function noteRefusal(
  { workspaceId, by, channelId, groups, sessionId, auditChannel }: RefusedInput,
  rule: Rule,
  { notes }: Pick<VerbMeans, 'notes'>,
): Promise<void> {
  const tell = auditChannel === null ? [] : [auditChannel];
  const what = { by, channelId, groups: [...groups], ...(sessionId === null ? {} : { sessionId }) };
  await notes.write(workspaceId, { type: 'ask-refused', ...what, rule, tell });
}
