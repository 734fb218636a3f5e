import { z } from 'zod';
import { parseApiKey } from '../../../leaving/typed/api-key.ts';
import { connectForm, keyRefused, malformedKeyWords } from '../../../messages/home/forms/connect-form.ts';
import { connectionForm } from '../../../messages/home/forms/connection-form.ts';
import { formTitles } from '../../../messages/home/forms/form-titles.ts';
import { fieldIds } from '../../../messages/ids.ts';
import { checkingModal } from '../../../messages/modals/loading.ts';
import type { SubmissionArgs } from '../../listener.ts';
import type { Services } from '../../services.ts';
import { type HomeServices, type Viewer, viewerOf } from '../viewer.ts';
import { answerInTime, type SubmissionEnd } from './answer-in-time.ts';
import { inField, typedText } from './form-fields.ts';
import { refusalFor } from './say-no.ts';

type ConnectServices = HomeServices & Pick<Services, 'pendingKeys' | 'newRequestId'>;

const Values = z.object({ [fieldIds.key]: inField(fieldIds.key, typedText) });

/**
 * A key was pasted: asks Wasend with it now. Only a key that works goes on, sealed, and is not in use before the next
 * form is saved.
 */
export function connectSubmission(services: ConnectServices) {
  return async (args: SubmissionArgs): Promise<void> => {
    const { ack, body, client, context, view } = args;
    const typed = parseApiKey(Values.parse(view.state.values)[fieldIds.key][fieldIds.key].value ?? '');
    if (typed.kind === 'malformed')
      return ack({
        response_action: 'errors',
        errors: { [fieldIds.key]: malformedKeyWords[typed.why] },
      });
    const viewer = viewerOf(context, body.user.id);
    const work = async (): Promise<SubmissionEnd> => {
      const refusal = await refusalFor(viewer, client, services);
      return refusal === null ? checkKey(typed.apiKey, viewer, services) : { kind: 'view', view: refusal };
    };
    await answerInTime(args, checkingModal(formTitles.connect, 'the key'), work, services);
  };
}

async function checkKey(
  apiKey: string,
  { workspaceId }: Viewer,
  services: ConnectServices,
): Promise<SubmissionEnd> {
  const wrong = (text: string): SubmissionEnd => ({
    kind: 'errors',
    errors: { [fieldIds.key]: text },
    again: async () => connectForm(),
  });
  const checked = await services.wasend.checkKey(apiKey);
  if (checked.kind === 'failed') {
    const why = checked.why === 'unauthorized' ? 'unauthorized' : 'not-reached';
    return wrong(keyRefused(why, checked.said));
  }
  const sessions = checked.value;
  const [first, second] = sessions;
  if (first === undefined) return wrong(keyRefused('no-sessions', null));
  const pendingId = services.newRequestId();
  await services.pendingKeys.put(workspaceId, pendingId, apiKey);
  const before = await services.connections.sealed(workspaceId);
  const form = connectionForm({
    sessions,
    sessionId: before?.sessionId ?? (second === undefined ? first.sessionId : null),
    auditChannel: before?.auditChannel ?? null,
    pendingId,
    revision: before?.revision ?? 0,
  });
  return { kind: 'view', view: form };
}
