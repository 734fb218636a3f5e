import { z } from 'zod';
import type { GroupsCommand } from '../../leaving/typed/leave-command-text.ts';
import { parsePastedGroups } from '../../leaving/typed/pasted-groups.ts';
import { blockIds } from '../../messages/ids.ts';
import { notUnderstood } from '../../messages/modals/not-understood.ts';
import { expiredModal } from '../../messages/modals/notice-modal.ts';
import { tooManyGroups } from '../../messages/replies/too-many.ts';
import { type SubmissionArgs, workspaceOf } from '../listener.ts';
import type { Services } from '../services.ts';
import { readModalMetadata } from './modal-metadata.ts';
import { type Ask, fillIn, firstLook, keepFirstDraft } from './open-confirm-modal.ts';

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const AskValues = z.record(
  z.string(),
  z.record(
    z.string(),
    z.looseObject({
      value: z.string().nullish(),
      selected_options: z.array(z.looseObject({ value: z.string() })).nullish(),
    }),
  ),
);

/** The groups picked and pasted: goes on to the confirm modal, or says what is wrong and keeps what was typed. */
export function askSubmission(services: Services) {
  return async ({ ack, body, client, context, view }: SubmissionArgs): Promise<void> => {
    const metadata = readModalMetadata(view.private_metadata);
    const draft =
      metadata === null ? null : await services.drafts.get(workspaceOf(context), metadata.requestId, 0);
    if (draft === null) {
      await ack({ response_action: 'update', view: expiredModal() });
      return;
    }
    const wrong = (text: string) =>
      ack({ response_action: 'errors', errors: { [blockIds.typedGroups]: text } });
    const asked = readAsked(view.state.values);
    if (asked.kind === 'too-many') return wrong(tooManyGroups(asked.count).text);
    const references = asked.kind === 'groups' ? asked.references : [];
    const usable = references.some(
      ({ reference }) => reference.kind === 'group' || reference.kind === 'invite',
    );
    if (!usable) return wrong(notUnderstood(references));
    const { requestId, workspaceId, by, channelId, responseUrl, sessionId } = draft;
    const ask: Ask = { requestId, workspaceId, by, channelId, responseUrl, sessionId, references };
    await keepFirstDraft(ask, services);
    await ack({ response_action: 'update', view: await firstLook(ask, services) });
    await fillIn(ask, body.view.id, client, services);
  };
}

/** What was picked comes first, then what was pasted; the same group twice counts once. */
function readAsked(values: unknown): GroupsCommand {
  const fields = Object.values(AskValues.parse(values)).flatMap((block) => Object.values(block));
  const picked = fields.flatMap(({ selected_options: options }) => options?.map(({ value }) => value) ?? []);
  const pasted = fields.map(({ value }) => value ?? '').join('\n');
  return parsePastedGroups(`${picked.join('\n')}\n${pasted}`);
}
