import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { UserId } from '../../leaving/ids.ts';
import { keyRefused } from '../../messages/home/connect-form.ts';
import { connectionForm } from '../../messages/home/connection-form.ts';
import { fieldIds } from '../../messages/ids.ts';
import { notAllowedModal } from '../../messages/modals/notice-modal.ts';
import { type SubmissionArgs, workspaceOf } from '../listener.ts';
import { judgeAdmin } from '../people/judge-person.ts';
import type { Services } from '../services.ts';

const ConnectValues = z.object({
  [fieldIds.key]: z.object({ [fieldIds.key]: z.object({ value: z.string() }) }),
});

/** A key was pasted: asks Wasend with it now. Only a key that works goes on, sealed, and is not in use before the next form is saved. */
export function connectSubmission(services: Services) {
  return async ({ ack, body, client, context, view }: SubmissionArgs): Promise<void> => {
    const viewer = { workspaceId: workspaceOf(context), by: UserId.parse(body.user.id) };
    const apiKey = ConnectValues.parse(view.state.values)[fieldIds.key][fieldIds.key].value.trim();
    const wrong = (text: string) => ack({ response_action: 'errors', errors: { [fieldIds.key]: text } });
    const { verdict, settings } = await judgeAdmin(viewer, client, services);
    if (verdict.kind === 'refused') {
      await ack({ response_action: 'update', view: notAllowedModal({ rule: verdict.rule, settings }) });
      return;
    }
    const checked = await services.checkKey(apiKey);
    if (checked.kind === 'failed') {
      const isRefused = checked.why === 'unauthorized';
      return wrong(keyRefused(isRefused ? 'unauthorized' : 'not-reached', checked.said));
    }
    if (checked.value.length === 0) return wrong(keyRefused('no-sessions', null));
    const pendingId = randomUUID();
    await services.pendingKeys.put(viewer.workspaceId, pendingId, apiKey);
    const before = await services.connections.get(viewer.workspaceId);
    const form = connectionForm({
      sessions: checked.value,
      sessionId:
        before?.sessionId ?? (checked.value.length === 1 ? (checked.value[0]?.sessionId ?? null) : null),
      auditChannel: before?.auditChannel ?? null,
      pendingId,
    });
    await ack({ response_action: 'update', view: form });
  };
}
