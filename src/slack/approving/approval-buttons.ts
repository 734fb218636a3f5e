import { RequestId, UserId } from '../../leaving/ids.ts';
import { type PlainMessage, sentences } from '../../messages/block-kit/message.ts';
import { pressCounted, pressedForNothing } from '../../messages/replies/approval-answers.ts';
import { notAllowedText } from '../../messages/replies/not-allowed.ts';
import { type ButtonArgs, privatePlaceOf, workspaceOf } from '../listener.ts';
import { personOf } from '../people/judge-person.ts';
import { namedIn } from '../people/named-in.ts';
import type { Services } from '../services.ts';
import { tellPrivately } from '../telling/tell-privately.ts';

type ApprovalServices = Pick<Services, 'requests' | 'rules' | 'userGroups' | 'names' | 'fetch' | 'logger'>;

/**
 * **Approve**, for those who may leave themselves and did not ask, and **Don't leave**, for everybody in the channel.
 * Counts only for exactly the list the card showed, only in time, and once for each person; every press is answered.
 */
export function approvalButton(services: ApprovalServices, press: 'approve' | 'decline') {
  return async ({ ack, action, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const [typedId, list = ''] = (action.value ?? '').split('.');
    const requestId = RequestId.parse(typedId);
    const workspaceId = workspaceOf(context);
    const by = UserId.parse(body.user.id);
    const person = await personOf({ workspaceId, by }, client, services);
    const pressed = await services.requests[press]({ workspaceId, requestId, by, person, list });
    const tell = async (message: PlainMessage): Promise<void> => {
      await tellPrivately(privatePlaceOf(body), message, client, services);
    };
    switch (pressed.kind) {
      case 'not-found':
        return tell(pressedForNothing('ended'));
      case 'counts':
        return tell(pressCounted(pressed.request));
      case 'nothing':
        return tell(pressedForNothing(pressed.why));
      case 'refused': {
        const { rule, settings } = pressed;
        const nameOf = await services.names.of(workspaceId, namedIn(settings), client);
        return tell(sentences(notAllowedText(rule, settings, nameOf)));
      }
    }
  };
}
