import type { AllMiddlewareArgs, BlockSuggestion, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { findGroups } from '../../leaving/before/find-groups.ts';
import { UserId } from '../../leaving/ids.ts';
import { groupOptions, mostOptions } from '../../messages/modals/group-options.ts';
import { workspaceOf } from '../listener.ts';
import { judgePerson } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { readModalMetadata } from './modal-metadata.ts';

type OptionsArgs = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;

/**
 * Answers what was typed into the picker from the shared list. Names of groups are shown only to those who may leave:
 * the draft names a session once its person was let in.
 */
export function suggestGroups(services: Services) {
  return async ({ ack, body, client, context, options }: OptionsArgs): Promise<void> => {
    const none = (): Promise<void> => ack({ options: [] });
    const metadata = readModalMetadata((body as BlockSuggestion).view?.private_metadata ?? '');
    const workspaceId = workspaceOf(context);
    const draft = metadata === null ? null : await services.drafts.get(workspaceId, metadata.requestId, 0);
    const connection = await services.connections.get(workspaceId);
    if (draft === null || connection === null) return none();
    if (draft.sessionId === null) {
      const { verdict } = await judgePerson({ ...draft, by: UserId.parse(body.user.id) }, client, services);
      if (verdict.kind === 'refused') return none();
    }
    const sessionId = draft.sessionId ?? connection.sessionId;
    const list = await services.reads({ ...connection, sessionId }).groups();
    if (list.kind === 'failed') return none();
    const found = findGroups(list.value.groups, options.value, mostOptions);
    const answer = groupOptions(found, await services.leftBefore(draft.workspaceId, sessionId));
    await ack(answer as Parameters<typeof ack>[0]);
  };
}
