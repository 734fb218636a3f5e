import { z } from 'zod';
import { type HistoryFilter, readHistory } from '../leaving/history.ts';
import { GroupId, RequestId, UserId, type WorkspaceId } from '../leaving/ids.ts';
import { mayLeave } from '../leaving/rules.ts';
import { readStatus } from '../leaving/status.ts';
import { historyMessage } from '../messages/history.ts';
import type { PlainMessage } from '../messages/message.ts';
import { notAllowedText } from '../messages/not-allowed.ts';
import { statusMessage } from '../messages/status.ts';
import { type ButtonArgs, workspaceOf } from './listener.ts';
import { lookUpPerson } from './people.ts';
import type { Services } from './services.ts';

/** The history is for those who may leave: it names groups and people. */
export async function historyFor(
  asker: { readonly workspaceId: WorkspaceId; readonly by: UserId },
  client: ButtonArgs['client'],
  services: Services,
  read: () => Promise<PlainMessage>,
): Promise<PlainMessage> {
  const settings = await services.settings.get(asker.workspaceId);
  const verdict = mayLeave(await lookUpPerson(client, asker.by, asker.workspaceId), settings.leavers);
  return verdict.kind === 'allowed' ? read() : { text: notAllowedText(verdict.rule, settings) };
}

/** One page of past requests. */
export async function historyPage(
  workspaceId: WorkspaceId,
  filter: HistoryFilter,
  before: RequestId | null,
  { ledger }: Services,
): Promise<PlainMessage> {
  return historyMessage(await readHistory(ledger, workspaceId, filter, before), filter, before === null);
}

/** The open requests as they stand. */
export async function status(
  workspaceId: WorkspaceId,
  { ledger, pace, clock }: Services,
): Promise<PlainMessage> {
  const now = clock.now();
  return statusMessage(await readStatus(ledger, workspaceId, pace, now), now);
}

const Cursor = z.object({
  filter: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('person'), userId: UserId }),
    z.object({ kind: z.literal('group'), groupId: GroupId }),
  ]),
  before: RequestId.nullable(),
});

/** **Older** and **Newest** under a page of the history: replaces it in place. */
export function historyButton(services: Services) {
  return async ({ ack, action, body, client, context, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const workspaceId = workspaceOf(context);
    const { filter, before } = Cursor.parse(JSON.parse(action.value ?? ''));
    const asker = { workspaceId, by: UserId.parse(body.user.id) };
    const page = await historyFor(asker, client, services, () =>
      historyPage(workspaceId, filter, before, services),
    );
    const blocks = page.blocks ? { blocks: [...page.blocks] } : {};
    await respond({ response_type: 'ephemeral', replace_original: true, text: page.text, ...blocks });
  };
}
