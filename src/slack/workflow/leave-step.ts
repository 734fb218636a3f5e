import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { judgeTogether } from '../../leaving/before/judge-groups.ts';
import { readPreview } from '../../leaving/before/read-preview.ts';
import { type GroupId, RequestId, type SessionId, UserId, type WorkspaceId } from '../../leaving/ids.ts';
import { parseGroupReference } from '../../leaving/typed/group-id.ts';
import { parseSessionId } from '../../leaving/typed/session-id.ts';
import type { Asked } from '../../leaving/verbs/ask.ts';
import { type StepInput, stepRefused } from '../../messages/replies/workflow-step.ts';
import type { Connection } from '../../workspaces/connections.ts';
import { numberOf, seen } from '../asking/preview/asked-group.ts';
import { workspaceOf } from '../listener.ts';
import { personOf } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { failStep } from '../telling/tell-step.ts';
import { stepRequestId } from './step-request-id.ts';

/** Bolt does not export the arguments of its custom functions. */
type StepArgs = SlackEventMiddlewareArgs<'function_executed'> &
  AllMiddlewareArgs & { readonly inputs: Readonly<Record<string, unknown>> };

type StepServices = Pick<Services, 'requests' | 'connections' | 'wasend' | 'rules' | 'userGroups'>;

/** https://docs.slack.dev/reference/events/function_executed */
const StepEvent = z.looseObject({
  function_execution_id: z.string().min(1).max(100),
  event_ts: z.string().regex(/^\d+(\.\d+)?$/),
});

/** Slack itself fills in who runs the workflow: https://docs.slack.dev/reference/types/user_context-type */
const UserContext = z.looseObject({ id: UserId });

const Filled = z.string().trim().min(1);

const inputSchemas = { session_id: Filled, group_id: Filled, requester: UserContext } as const;

const Inputs = z.looseObject(inputSchemas);

/** Slack delivers again within the hour. */
const mostRemembered = 1_000;

interface Step {
  readonly workspaceId: WorkspaceId;
  readonly requestId: RequestId;
  readonly executionId: string;
  readonly by: UserId;
  readonly sessionId: SessionId;
  readonly groupId: GroupId;
}

/**
 * The step “Leave a WhatsApp group” of Slack's Workflow Builder. The same rules and the same ledger as the command;
 * its card stands in the audit channel, and the workflow goes on when the request has ended. Delivered again, it finds
 * its request and asks for nothing.
 */
export function leaveStep(services: StepServices) {
  const begun = new Set<RequestId>();
  return async ({ client, context, event, inputs }: StepArgs): Promise<void> => {
    const { function_execution_id: executionId, event_ts: at } = StepEvent.parse(event);
    const requestId = RequestId.parse(stepRequestId(executionId, at));
    const workspaceId = workspaceOf(context);
    if ((await services.requests.show(workspaceId, requestId)) !== null) return;
    // A refusal leaves no request to be found: what this process has begun is not begun again while it is known to work.
    if (begun.has(requestId)) return;
    begun.add(requestId);
    if (begun.size > mostRemembered) begun.delete(begun.values().next().value ?? requestId);
    try {
      const refusal = await begin({ workspaceId, requestId, executionId }, inputs, client, services);
      if (refusal !== null) await failStep(client, executionId, refusal);
    } catch (error) {
      begun.delete(requestId);
      throw error;
    }
  };
}

/** Null when the request is written down; else the sentence why it is not. */
async function begin(
  run: Pick<Step, 'workspaceId' | 'requestId' | 'executionId'>,
  inputs: StepArgs['inputs'],
  client: StepArgs['client'],
  services: StepServices,
): Promise<string | null> {
  const connection = await services.connections.get(run.workspaceId);
  if (connection === null) return stepRefused.notConnected;
  const typed = Inputs.safeParse(inputs);
  if (!typed.success) return stepRefused.missing(missingFrom(inputs));
  const session = parseSessionId(typed.data.session_id);
  if (session.kind !== 'session') return stepRefused.session(session.why);
  const reference = parseGroupReference(typed.data.group_id);
  if (reference.kind !== 'group') return stepRefused.group;
  const { sessionId } = session;
  const step = { ...run, by: typed.data.requester.id, sessionId, groupId: reference.groupId };
  return ask(step, connection, client, services);
}

function missingFrom(inputs: StepArgs['inputs']): StepInput[] {
  const needed: readonly StepInput[] = ['session_id', 'group_id', 'requester'];
  return needed.filter((input) => !inputSchemas[input].safeParse(inputs[input]).success);
}

/** The preview, as the command has it; then the same verb. */
async function ask(
  step: Step,
  { apiKey, auditChannel }: Connection,
  client: StepArgs['client'],
  services: StepServices,
): Promise<string | null> {
  if (auditChannel === null) return stepRefused.noAuditChannel;
  const { workspaceId, sessionId, groupId } = step;
  const asked = { groupIds: [groupId], invites: [], bad: [] };
  const [person, preview, leftBefore, { settings }] = await Promise.all([
    personOf(step, client, services),
    readPreview(asked, services.wasend.reads({ apiKey, sessionId })),
    services.requests.leftBefore(workspaceId, sessionId, [groupId]),
    services.rules.get(workspaceId),
  ]);
  const sessionIsUsable = preview.session === null ? null : preview.session.health === 'usable';
  const around = { sessionIsUsable, listed: preview.listed, leftBefore, settings };
  const [group] = judgeTogether(preview.groups, around);
  if (group === undefined) return stepRefused.group;
  if (group.blocked !== null && group.blocked !== 'protected') return stepRefused.blocked(group.blocked);
  const taken = await services.requests.ask({
    ...step,
    person,
    channelId: auditChannel,
    number: numberOf(preview.session),
    lane: services.wasend.laneOf(apiKey),
    groups: [seen(group)],
    reason: null,
    auditChannel,
  });
  return refusalOf(taken);
}

function refusalOf(asked: Asked): string | null {
  switch (asked.kind) {
    case 'accepted':
    case 'repeated':
    case 'taken-for-others':
      return null;
    case 'all-joined':
      return stepRefused.joined;
    case 'over-cap':
      return stepRefused.rule('daily-cap');
    case 'refused':
      return stepRefused.rule(asked.rule);
  }
}
