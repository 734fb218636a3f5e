import { z } from 'zod';
import { parseLeaveCommand } from '../leaving/leave-command-text.ts';
import { notUnderstood } from '../messages/not-understood.ts';
import { expiredModal } from '../messages/notice-modal.ts';
import { tooManyGroups } from '../messages/too-many.ts';
import { actionIds, blockIds } from './ids.ts';
import type { SubmissionArgs } from './listener.ts';
import { readModalMetadata } from './modal-metadata.ts';
import { type Ask, fillIn, firstLook, keepFirstDraft } from './open-confirm-modal.ts';
import type { Services } from './services.ts';

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const AskValues = z.object({
  [blockIds.typedGroups]: z.object({ [actionIds.typedGroups]: z.object({ value: z.string().nullish() }) }),
});

/** The groups typed into the first modal: goes on to the confirm modal, or says what is wrong and keeps what was typed. */
export function askSubmission(services: Services) {
  return async ({ ack, body, client, view }: SubmissionArgs): Promise<void> => {
    const metadata = readModalMetadata(view.private_metadata);
    const draft = metadata === null ? null : await services.drafts.get(metadata.requestId, 0);
    if (metadata === null || draft === null) {
      await ack({ response_action: 'update', view: expiredModal() });
      return;
    }
    const typed = AskValues.parse(view.state.values)[blockIds.typedGroups][actionIds.typedGroups].value ?? '';
    const asked = parseLeaveCommand(typed);
    if (asked.kind === 'too-many') {
      await ack({
        response_action: 'errors',
        errors: { [blockIds.typedGroups]: tooManyGroups(asked.count).text },
      });
      return;
    }
    const references = asked.kind === 'groups' ? asked.references : [];
    const usable = references.some(
      ({ reference }) => reference.kind === 'group' || reference.kind === 'invite',
    );
    if (!usable) {
      await ack({ response_action: 'errors', errors: { [blockIds.typedGroups]: notUnderstood(references) } });
      return;
    }
    const { requestId, workspaceId, by, channelId, responseUrl } = draft;
    const ask: Ask = { requestId, workspaceId, by, channelId, responseUrl, references };
    await keepFirstDraft(ask, services);
    await ack({ response_action: 'update', view: firstLook(ask, services) });
    await fillIn(ask, body.view.id, client, services);
  };
}
