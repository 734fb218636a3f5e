import type { UserId } from '../../leaving/ids.ts';
import { needsAnotherKey, type Request } from '../../leaving/request.ts';
import type { ShownRequest } from '../../leaving/requests.ts';
import type { Desk } from './letters/desk.ts';
import type { TellMeans, TellState } from './telling.ts';

/** What a request's messages are drawn from, with everybody's name as Slack has it. */
export async function stateOf(
  { request, outlook }: ShownRequest,
  successor: TellState['successor'],
  askedAlone: TellState['askedAlone'],
  desk: Desk,
  means: Pick<TellMeans, 'names' | 'approversOf' | 'connectedBy'>,
): Promise<TellState> {
  const { workspaceId } = request;
  const connectedBy = needsAnotherKey(request)
    ? await means.connectedBy(workspaceId).catch(() => null)
    : null;
  const others = [...(askedAlone ?? []), ...(connectedBy === null ? [] : [connectedBy])];
  const [nameOf, approvers] = await Promise.all([
    namesAt(desk, [...peopleIn(request), ...others], means.names),
    means.approversOf(workspaceId),
  ]);
  return { request, outlook, now: desk.now(), successor, approvers, askedAlone, connectedBy, nameOf };
}

/** How these people are called; by their ids, which are nobody's names, while Slack cannot be asked. */
export async function namesAt(
  { client, workspaceId }: Desk,
  people: readonly UserId[],
  names: TellMeans['names'],
): Promise<TellState['nameOf']> {
  const slack = await client().catch(() => null);
  return slack === null ? (id) => id : names.of(workspaceId, people, slack);
}

function peopleIn({ ask, joinedBy, approval, ending }: Request): readonly UserId[] {
  return [
    ask.by,
    ...joinedBy.map(({ by }) => by),
    ...(approval?.approvedBy ?? []),
    ...(ending !== null && 'by' in ending ? [ending.by] : []),
  ];
}
