import { ChannelId, RequestId, UserId } from '../../leaving/ids.ts';
import { foldRequest, type Request } from '../../leaving/request.ts';
import { type PressEffect, pressApproval } from '../../leaving/rules/approval-press.ts';
import { latePress } from '../../messages/card/approval.ts';
import { notAllowedText } from '../../messages/replies/not-allowed.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import { judgeApprover } from '../people/judge-person.ts';
import { type Services, wake } from '../services.ts';
import { tellPrivately } from '../telling/tell-privately.ts';

/**
 * **Approve** and **Decline**, for those who may leave themselves and did not ask. Counts only for exactly the list the
 * card showed, only in time, and once for each person; whatever else is pressed changes nothing and is told why.
 */
export function approvalButton(services: Services, press: 'approve' | 'decline') {
  return async ({ ack, action, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const [typedId, list = ''] = (action.value ?? '').split('.');
    const requestId = RequestId.parse(typedId);
    const workspaceId = workspaceOf(context);
    const by = UserId.parse(body.user.id);
    const request = await loadRequest(requestId, services);
    if (request === null || request.workspaceId !== workspaceId) return;
    const { channelId, sessionId } = request.ask;
    const approver = { workspaceId, by, channelId, sessionId };
    const { verdict, settings } = await judgeApprover(approver, request.ask.by, client, services);
    const tell = (text: string): Promise<void> => {
      const where = ChannelId.parse(body.channel?.id ?? channelId);
      const place = { by, channelId: where, responseUrl: body.response_url ?? null };
      return tellPrivately(place, { text }, client, services);
    };
    if (verdict.kind === 'refused') {
      const { rule } = verdict;
      const event = { type: 'press-refused', by, press, rule } as const;
      await record(request, () => ({ kind: 'counts', event }), services);
      return tell(notAllowedText(rule, settings));
    }
    const pressed = { by, press, list, holdSeconds: settings.holdSeconds };
    const effect = await record(
      request,
      (newest) => pressApproval(newest, pressed, services.clock.now()),
      services,
    );
    await wake(services, requestId);
    if (effect.kind === 'nothing') await tell(latePress[effect.why]);
  };
}

/** Appends what is decided on the newest state, over whatever others append meanwhile. */
async function record(
  seen: Request,
  decide: (request: Request) => PressEffect,
  services: Services,
): Promise<PressEffect> {
  let request: Request | null = seen;
  while (request !== null && !request.closed) {
    const effect = decide(request);
    if (effect.kind === 'nothing') return effect;
    const { workspaceId, requestId, version } = request;
    const result = await services.ledger.append(workspaceId, requestId, version, [effect.event]);
    if (result.kind === 'appended') return effect;
    request = await loadRequest(requestId, services);
  }
  const why = seen.approval?.expired ? 'expired' : 'ended';
  return { kind: 'nothing', why };
}

async function loadRequest(requestId: RequestId, { ledger }: Services): Promise<Request | null> {
  const folded = foldRequest(await ledger.load(requestId));
  return folded.kind === 'request' ? folded.request : null;
}
