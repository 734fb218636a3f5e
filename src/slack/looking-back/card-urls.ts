import type { RequestId, WorkspaceId } from '../../leaving/ids.ts';
import type { Services } from '../services.ts';

/** The addresses of these cards, to be asked without waiting. */
export async function cardUrls(
  workspaceId: WorkspaceId,
  requestIds: readonly RequestId[],
  { cards }: Pick<Services, 'cards'>,
): Promise<(requestId: RequestId) => string | null> {
  const urls = await Promise.all(requestIds.map((id) => cards.urlOf(workspaceId, id)));
  const known = new Map(requestIds.map((id, index) => [id, urls[index] ?? null]));
  return (requestId) => known.get(requestId) ?? null;
}
