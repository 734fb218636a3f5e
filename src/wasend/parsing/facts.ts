import type { InviteFacts, Self, SessionFacts } from '../../leaving/ports/wasend.ts';
import type { Answer } from '../answer/read-answer.ts';
import type { GroupWithUs } from '../groups/group-facts.ts';

/** One page of a list. `received` is how many rows were sent, readable or not. */
export interface GroupsPage {
  readonly groups: readonly GroupWithUs[];
  readonly received: number;
  readonly unreadable: number;
  readonly hasMore: boolean | null;
  readonly total: number | null;
}

/** What can be asked of an answer, and what it is then reduced to. */
export interface Facts {
  readonly nothing: null;
  readonly session: SessionFacts;
  readonly sessions: readonly SessionFacts[];
  readonly group: GroupWithUs;
  readonly 'groups-page': GroupsPage;
  readonly count: number;
  readonly invite: InviteFacts;
}
export type FactsKind = keyof Facts;

export interface Reduced<Kind extends FactsKind> {
  readonly answer: Answer;
  /** Null when the answer does not hold what was asked of it. */
  readonly value: Facts[Kind] | null;
}

export interface Reducing<Kind extends FactsKind> {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly kind: Kind;
  readonly self: Self;
  /** Taken out of every text that is kept. */
  readonly apiKey: string;
}
