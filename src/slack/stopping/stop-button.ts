import { RequestId, UserId } from '../../leaving/ids.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import type { Services } from '../services.ts';
import { stopRequest } from './stop-request.ts';

/** **Stop**, open to anyone in the channel. */
export function stopButton(services: Services) {
  return async ({ ack, action, body, context }: ButtonArgs): Promise<void> => {
    const requestId = RequestId.parse(action.value);
    await stopRequest(workspaceOf(context), requestId, UserId.parse(body.user.id), services);
    await ack();
  };
}
