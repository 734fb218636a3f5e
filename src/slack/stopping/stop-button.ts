import { RequestId, UserId } from '../../leaving/ids.ts';
import { stopAnswer } from '../../messages/replies/stop-answers.ts';
import { type ButtonArgs, privatePlaceOf, workspaceOf } from '../listener.ts';
import type { Services } from '../services.ts';
import { tellPrivately } from '../telling/tell-privately.ts';

/** **Stop**, open to anyone in the channel. Whoever pressed hears what it saved, or what had gone out by then. */
export function stopButton(services: Pick<Services, 'requests' | 'clock' | 'fetch' | 'logger'>) {
  return async ({ ack, action, body, client, context }: ButtonArgs): Promise<void> => {
    const requestId = RequestId.parse(action.value);
    const by = UserId.parse(body.user.id);
    const stopped = await services.requests.stop(workspaceOf(context), requestId, by);
    await ack();
    const answer = stopAnswer(stopped, services.clock.now());
    await tellPrivately(privatePlaceOf(body), answer, client, services);
  };
}
