import type { UserId } from '../../leaving/ids.ts';
import type { Request } from '../../leaving/request.ts';
import type { Leavers } from '../../leaving/rules/settings.ts';
import type { Outlook } from '../../leaving/waiting.ts';
import { type NameOf, personName } from '../block-kit/people.ts';

/** Everything a card is drawn from. */
export interface CardState {
  readonly request: Request;
  readonly outlook: Outlook;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The request that asks again for groups of this one; `url` leads to its card, null where it has none. */
  readonly successor: { readonly url: string | null } | null;
  /** Who may approve. */
  readonly approvers: Leavers;
  /** Who of them was asked alone; nobody (empty) when nobody could be, null while that is not known or not needed. */
  readonly askedAlone: readonly UserId[] | null;
  /** Who connected the key, where it must be replaced; null elsewhere, and where nobody is known. */
  readonly connectedBy: UserId | null;
  readonly nameOf: NameOf;
}

/** Who can be asked for another key, by name; null where nobody is known. */
export function keyFrom({ connectedBy, nameOf }: Pick<CardState, 'connectedBy' | 'nameOf'>): string | null {
  return connectedBy === null ? null : personName(connectedBy, nameOf);
}
