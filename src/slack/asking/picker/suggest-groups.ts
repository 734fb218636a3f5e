import type { AllMiddlewareArgs, BlockSuggestion, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { filterGroups } from '../../../leaving/before/group-filter.ts';
import { UserId } from '../../../leaving/ids.ts';
import { mostOptions } from '../../../messages/block-kit/limits.ts';
import { groupOptions } from '../../../messages/modals/picker/group-options.ts';
import type { Draft } from '../../../workspaces/drafts.ts';
import { workspaceOf } from '../../listener.ts';
import { judgePerson } from '../../people/judge-person.ts';
import type { Services } from '../../services.ts';
import { readPickerMetadata } from '../modal-metadata.ts';
import { within } from '../preview/gather-facts.ts';
import type { GatherServices } from '../preview/preview-services.ts';
import { findListed } from './listed-groups.ts';
import { shownFilter } from './pick-filter.ts';

type OptionsArgs = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;

/** Slack shows nothing after three seconds; an empty answer lets people type on. */
const longestMs = 2_200;

/**
 * Answers what was typed into the picker from the shared list. Names of groups are shown only to those who may leave:
 * the draft names a session once its person was let in.
 */
export function suggestGroups(services: GatherServices & Pick<Services, 'drafts'>) {
  return async ({ ack, body, client, context, options }: OptionsArgs): Promise<void> => {
    const mayAsk = async (draft: Draft): Promise<boolean> => {
      if (draft.sessionId !== null) return true;
      const asker = { ...draft, by: UserId.parse(body.user.id) };
      const { verdict } = await judgePerson(asker, client, services);
      return verdict.kind === 'allowed';
    };
    const suggest = async () => {
      const { view } = body as BlockSuggestion;
      const metadata = readPickerMetadata(view?.private_metadata ?? '');
      if (metadata === null) return null;
      const workspaceId = workspaceOf(context);
      const draft = await services.drafts.get(workspaceId, metadata.requestId, 0);
      const connection = await services.connections.get(workspaceId);
      if (draft === null || connection === null || !(await mayAsk(draft))) return null;
      const sessionId = draft.sessionId ?? connection.sessionId;
      const list = await services.wasend
        .reads({ apiKey: connection.apiKey, sessionId })
        .groups({ members: false });
      if (list.kind === 'failed') return null;
      const { settings } = await services.rules.get(workspaceId);
      const wanted = filterGroups(list.value.groups, shownFilter(view?.state, metadata), settings);
      return findListed({ workspaceId, sessionId }, wanted, options.value, mostOptions, settings, services);
    };
    const found = await within(longestMs, suggest(), services);
    const answer = found === null ? { options: [] } : groupOptions(found.groups, found.count);
    await ack(answer as Parameters<typeof ack>[0]);
  };
}
