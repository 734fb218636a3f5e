import { z } from 'zod';
import type { GroupId } from '../../leaving/ids.ts';
import type { InviteFacts, Self, SessionFacts } from '../../leaving/ports/wasend.ts';
import { type Answer, readAnswer, unreadAnswer } from '../answer/read-answer.ts';
import { type GroupWithUs, groupWithUs } from '../groups/group-facts.ts';
import { ownNames } from '../groups/own-names.ts';
import { count } from '../schemas/fields.ts';
import { readRawGroup } from '../schemas/group.ts';
import { readRawPage } from '../schemas/group-list.ts';
import { readSession, readSessions } from '../schemas/session.ts';

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
}

/** Reads an answer and keeps the facts of it. Pure, plain data in and out: it may run in any thread. Never throws. */
export function reduceAnswer<Kind extends FactsKind>({
  body,
  contentType,
  kind,
  self,
}: Reducing<Kind>): Reduced<Kind> {
  try {
    const { answer, parsed } = readAnswer(
      body,
      contentType,
      kind === 'nothing' ? 'looked-into' : 'left-alone',
    );
    return { answer, value: parsed === undefined ? null : readers[kind](parsed, self) };
  } catch {
    return { answer: unreadAnswer('unreadable'), value: null };
  }
}

const readers: { readonly [Kind in FactsKind]: (parsed: unknown, self: Self) => Facts[Kind] | null } = {
  nothing: () => null,
  session: readSession,
  sessions: readSessions,
  group: (parsed, self) => {
    const raw = readRawGroup(parsed);
    return raw === null ? null : groupWithUs(raw, ownNames(self));
  },
  'groups-page': readGroupsPage,
  count: (parsed) => {
    const told = Count.safeParse(parsed);
    return told.success ? (told.data.total ?? told.data.count ?? told.data.data ?? null) : null;
  },
  invite: (parsed) => {
    const raw = readRawGroup(parsed);
    const group = raw === null ? null : groupWithUs(raw, nobody);
    if (group === null) return null;
    const { groupId, name, memberCount } = group.facts;
    return { groupId: groupId as GroupId, name, memberCount };
  },
};

const nobody = ownNames({ phoneNumber: null, lid: null });
const wrappedCount = z.looseObject({ total: count, count });
const Count = z.looseObject({
  ...wrappedCount.shape,
  data: wrappedCount
    .nullish()
    .catch(null)
    .transform((inner) => inner?.total ?? inner?.count ?? null),
});

function readGroupsPage(parsed: unknown, self: Self): GroupsPage | null {
  const page = readRawPage(parsed);
  if (page === null) return null;
  const own = ownNames(self);
  const groups = page.rows.flatMap((row) => {
    const raw = readRawGroup(row);
    return raw === null ? [] : (groupWithUs(raw, own) ?? []);
  });
  return {
    groups,
    received: page.rows.length + page.cut,
    unreadable: page.rows.length + page.cut - groups.length,
    hasMore: page.hasMore,
    total: page.total,
  };
}
