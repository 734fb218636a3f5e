import type { Draft } from '../../workspaces/drafts.ts';
import type { Services } from '../services.ts';
import type { PendingAsk } from './ask.ts';

/**
 * Keeps what is known when a modal opens: revision 0 shows no groups and confirms none. By it the picker knows its
 * person, and the card where the ask can be answered.
 */
export async function keepFirstDraft(
  ask: Omit<PendingAsk, 'references' | 'passedOver' | 'sessionId'>,
  { drafts, clock }: Pick<Services, 'drafts' | 'clock'>,
): Promise<Draft> {
  const { workspaceId, by, channelId, responseUrl, requestId, after } = ask;
  const draft: Draft = {
    workspaceId,
    by,
    channelId,
    responseUrl,
    requestId,
    after,
    revision: 0,
    sessionId: null,
    number: { phone: null, name: null },
    groups: [],
    rest: [],
    createdAt: clock.now(),
  };
  await drafts.put(draft);
  return draft;
}
