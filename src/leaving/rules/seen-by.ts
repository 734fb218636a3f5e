import type { UserId } from '../ids.ts';
import type { Request } from '../request.ts';
import type { Verdict } from './rules.ts';
import type { WorkspaceSettings } from './settings.ts';

/** What somebody may see of past and open requests. */
export type Sight = 'all' | 'own' | 'nothing';

/** Those who may leave see all, those who may only ask what they asked for themselves. `verdict` is `mayLeave`'s. Pure. */
export function sightOf(verdict: Verdict, { othersMayAsk }: Pick<WorkspaceSettings, 'othersMayAsk'>): Sight {
  if (verdict.kind === 'allowed') return 'all';
  return verdict.rule === 'leavers' && othersMayAsk ? 'own' : 'nothing';
}

/** True for a request that this person asked for, first or after somebody else. Pure. */
export function isAskedBy(person: UserId, { ask, joinedBy }: Pick<Request, 'ask' | 'joinedBy'>): boolean {
  return ask.by === person || joinedBy.some(({ by }) => by === person);
}
