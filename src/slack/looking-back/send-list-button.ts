import { ChannelId, RequestId, UserId } from '../../leaving/ids.ts';
import { isAskedBy } from '../../leaving/rules/seen-by.ts';
import { sentences } from '../../messages/block-kit/message.ts';
import { leaveList } from '../../messages/card/leave-list.ts';
import { notAllowedText } from '../../messages/replies/not-allowed.ts';
import { requestNotKnown } from '../../messages/replies/stop-answers.ts';
import { type ButtonArgs, workspaceOf } from '../listener.ts';
import { judgeLooker } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import type { Services } from '../services.ts';
import { contentOf, noPreviews } from '../telling/content.ts';
import { tellPrivately } from '../telling/tell-privately.ts';
import type { LookingBackServices } from './history-command.ts';

/** **Send me the list**: every group of a request as CSV, to whoever pressed alone. For those who may leave and those who asked. */
export function sendListButton(services: LookingBackServices & Pick<Services, 'logger' | 'fetch'>) {
  return async ({ ack, action, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const workspaceId = workspaceOf(context);
    const by = UserId.parse(body.user.id);
    const [{ verdict, settings, sees }, shown] = await Promise.all([
      judgeLooker({ workspaceId, by }, client, services),
      services.requests.show(workspaceId, RequestId.parse(action.value)),
    ]);
    const isTheirs = sees === 'own' && shown !== null && isAskedBy(by, shown.request);
    // The button stands in a modal, in no channel: its person is their own place.
    const place = { by, channelId: ChannelId.parse(by), responseUrl: null };
    if (verdict.kind === 'refused' && !isTheirs) {
      const nameOf = await services.names.of(workspaceId, namedIn(settings), client);
      const refusal = sentences(notAllowedText(verdict.rule, settings, nameOf));
      return tellPrivately(place, refusal, client, services);
    }
    if (shown === null) return tellPrivately(place, requestNotKnown(), client, services);
    const { request } = shown;
    const nameOf = await services.names.of(workspaceId, [request.ask.by], client);
    for (const part of leaveList({ request, nameOf }))
      await client.chat.postMessage({ channel: by, ...contentOf(part), ...noPreviews });
  };
}
