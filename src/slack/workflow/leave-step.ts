import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { Confirmed } from '../../leaving/before/confirm.ts';
import { judgeTogether } from '../../leaving/before/judge-groups.ts';
import { readPreview } from '../../leaving/before/read-preview.ts';
import type { AskedGroup } from '../../leaving/events.ts';
import {
  type ChannelId,
  type GroupId,
  RequestId,
  type SessionId,
  UserId,
  type WorkspaceId,
} from '../../leaving/ids.ts';
import { foldRequest } from '../../leaving/request.ts';
import type { Rule } from '../../leaving/rules/rules.ts';
import { parseGroupReference } from '../../leaving/typed/group-id.ts';
import { parseSessionId } from '../../leaving/typed/session-id.ts';
import { stepBlocked, stepRefused } from '../../messages/replies/workflow-step.ts';
import type { Connection } from '../../workspaces/connections.ts';
import { seen } from '../asking/open-confirm-modal.ts';
import { workspaceOf } from '../listener.ts';
import { judgePerson } from '../people/judge-person.ts';
import { type Services, wake } from '../services.ts';
import { failStep } from '../telling/tell-step.ts';
import { stepRequestId } from './step-request-id.ts';

/** Bolt does not export the arguments of its custom functions. */
type StepArgs = SlackEventMiddlewareArgs<'function_executed'> &
  AllMiddlewareArgs & { readonly inputs: Readonly<Record<string, unknown>> };

/** https://docs.slack.dev/reference/events/function_executed */
const StepEvent = z.looseObject({
  function_execution_id: z.string().min(1).max(100),
  event_ts: z.string().regex(/^\d+(\.\d+)?$/),
});

const Inputs = z.looseObject({ session_id: z.string(), group_id: z.string(), requester: UserId });

interface Step {
  readonly requestId: RequestId;
  readonly executionId: string;
  readonly by: UserId;
  readonly channelId: ChannelId;
  readonly sessionId: SessionId;
}

/**
 * The step “Leave a WhatsApp group” of Slack's Workflow Builder. The same rules and the same ledger as the command;
 * its card stands in the audit channel, and the workflow goes on when the request has ended. Delivered again, it finds
 * its request in the ledger and asks for nothing.
 */
export function leaveStep(services: Services) {
  return async ({ client, context, event, inputs }: StepArgs): Promise<void> => {
    const { function_execution_id: executionId, event_ts: at } = StepEvent.parse(event);
    const requestId = RequestId.parse(stepRequestId(executionId, at));
    const before = foldRequest(await services.ledger.load(requestId));
    if (before.kind === 'request') return wake(services, requestId);
    const refusal =
      before.kind === 'refused-ask'
        ? stepRefused.rule(before.ask.refusal.rule)
        : await begin({ requestId, executionId }, inputs, workspaceOf(context), client, services);
    if (refusal !== null) await failStep(client, executionId, refusal);
  };
}

/** Null when the request is written down; else the sentence why it is not. */
async function begin(
  run: Pick<Step, 'requestId' | 'executionId'>,
  inputs: StepArgs['inputs'],
  workspaceId: WorkspaceId,
  client: StepArgs['client'],
  services: Services,
): Promise<string | null> {
  const connection = await services.connections.get(workspaceId);
  if (connection === null) return stepRefused.notConnected;
  if (connection.auditChannel === null) return stepRefused.noAuditChannel;
  const typed = Inputs.safeParse(inputs);
  if (!typed.success) return stepRefused.inputs;
  const { requester: by, session_id: typedSession, group_id: typedGroup } = typed.data;
  const session = parseSessionId(typedSession.trim());
  if (session.kind !== 'session') return stepRefused.session(session.why);
  const reference = parseGroupReference(typedGroup.trim());
  if (reference.kind !== 'group') return stepRefused.group;
  const step = { ...run, by, channelId: connection.auditChannel, sessionId: session.sessionId };
  return ask(step, reference.groupId, connection, client, services);
}

/** The rules and the preview, as the command has them; then the confirmation. */
async function ask(
  step: Step,
  groupId: GroupId,
  connection: Connection,
  client: StepArgs['client'],
  services: Services,
): Promise<string | null> {
  const { workspaceId } = connection;
  const { verdict, settings } = await judgePerson({ ...step, workspaceId }, client, services);
  const preview = await readPreview(
    { groupIds: [groupId], invites: [], bad: [] },
    services.reads({ ...connection, sessionId: step.sessionId }),
  );
  const leftBefore = await services.leftBefore(workspaceId, step.sessionId);
  const sessionIsUsable = preview.session === null ? null : preview.session.health === 'usable';
  const [group] = judgeTogether(preview.groups, {
    sessionIsUsable,
    listed: preview.listed,
    leftBefore,
    settings,
  });
  if (group === undefined) return stepRefused.group;
  const groups = [seen(group)];
  if (verdict.kind === 'refused') return record(step, groups, verdict.rule, connection, services);
  if (group.blocked === 'protected') return record(step, groups, 'protected', connection, services);
  if (group.blocked !== null) return stepBlocked(group.blocked);
  const confirmed = await services.confirm({
    ...step,
    workspaceId,
    groups,
    lane: services.laneOf(connection),
    reason: null,
    settings,
  });
  return after(confirmed, step, groups, connection, services);
}

async function after(
  confirmed: Confirmed,
  step: Step,
  groups: AskedGroup[],
  connection: Connection,
  services: Services,
): Promise<string | null> {
  if (confirmed.kind === 'over-cap') return record(step, groups, 'daily-cap', connection, services);
  if (confirmed.kind === 'all-joined') return stepRefused.joined;
  await wake(services, step.requestId);
  return null;
}

async function record(
  { requestId, by, channelId }: Step,
  groups: AskedGroup[],
  rule: Rule,
  { workspaceId }: Connection,
  { ledger, reports, clock }: Services,
): Promise<string> {
  await ledger.append(workspaceId, requestId, 0, [{ type: 'ask-refused', by, channelId, groups, rule }]);
  await reports.schedule(requestId, clock.now());
  return stepRefused.rule(rule);
}
