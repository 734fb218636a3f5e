import type { Leave } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import { groupName, groupNameAndEnd } from '../block-kit/group-name.ts';
import { type Line, line } from '../block-kit/marks.ts';
import type { NameOf } from '../block-kit/people.ts';
import { oneAfterAnother } from '../block-kit/sentences.ts';
import { headOf, type ToldLeave, toldLeave } from './told-leave.ts';
import { withoutIds } from './words/answer-words.ts';
import { type Shown, shownInOrder, shownWords } from './words/shown-as.ts';

/** How much of each name and of the API's words there is room for. */
export interface Room {
  readonly mostName: number;
  readonly mostSaid: number;
  /** True where every kind of words cannot have a line of its own; Details has them. */
  readonly wordsApart: boolean;
}

interface ListState {
  readonly request: Request;
  readonly nameOf: NameOf;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Told behind the groups that wait. */
  readonly waiting: readonly string[];
}

/** Every group of a request, once: those of one state and the same words on one line, the exceptions first. */
export function leaveLines(state: ListState, room: Room): Line[] {
  const told = state.request.leaves.map((leave) =>
    toldLeave(leave, state.request, { now: state.now, mostSaid: room.mostSaid }),
  );
  const alike = Map.groupBy(told, (one) => keyOf(one, room));
  const nameOf = namesThatDiffer(state.request, room);
  const order = (shown: Shown): number => shownInOrder.indexOf(shown);
  return [...alike.values()]
    .sort(([one], [other]) => order(one?.shown ?? 'waiting') - order(other?.shown ?? 'waiting'))
    .map((group) => lineOf(group, state, room, nameOf));
}

function keyOf({ shown, said, seenKind, next }: ToldLeave, { wordsApart }: Room): string {
  return wordsApart ? shown : JSON.stringify([shown, withoutIds(said), seenKind, next]);
}

function lineOf(
  alike: readonly ToldLeave[],
  state: ListState,
  room: Room,
  nameOf: (leave: Leave) => string,
): Line {
  const last = alike.at(-1);
  if (last === undefined) return line(null, '');
  const { shown } = last;
  const { mark } = shownWords[shown];
  const head = headOf(shown, state.request, state.nameOf, state.now);
  const isPlain = mark === 'left' || mark === 'waiting';
  const names = alike.map(({ leave }) =>
    isPlain ? nameOf(leave) : groupNameAndEnd(leave.group, room.mostName),
  );
  const count = alike.length === 1 ? '' : ` (${alike.length})`;
  const rest = oneAfterAnother([
    ...wordsOf(alike, last, room),
    ...(shown === 'waiting' ? state.waiting : []),
  ]);
  return line(mark, `${head}${count}: ${names.join(', ')}${rest === '' ? '' : `. ${rest}`}`);
}

/** Words of several are told without the ids in them. */
function wordsOf(alike: readonly ToldLeave[], last: ToldLeave, { wordsApart }: Room): string[] {
  if (last.shown === 'waiting' || last.shown === 'asking') return [];
  const isOne = new Set(alike.map(({ said }) => said)).size === 1;
  if (wordsApart && !isOne)
    return [`${codesOf(alike.map(({ leave }) => leave))}Wasend’s words for each are in Details.`];
  const said = isOne ? last.said : withoutIds(last.said);
  return [said, last.seen, last.next].filter((part) => part !== null && part !== '') as string[];
}

function codesOf(leaves: readonly Leave[]): string {
  const codes = new Set(leaves.flatMap(({ answer }) => (answer?.status == null ? [] : [answer.status])));
  return codes.size === 0 ? '' : `Wasend ${[...codes].sort().join(', ')}. `;
}

/** Names that read alike as they stand on the card, cut and cleaned, get the ends of their ids. */
function namesThatDiffer({ leaves }: Request, { mostName }: Room): (leave: Leave) => string {
  const counts = new Map<string, number>();
  for (const { group } of leaves) {
    const name = groupName(group, mostName);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return ({ group }) => {
    const name = groupName(group, mostName);
    return counts.get(name) === 1 ? name : groupNameAndEnd(group, mostName);
  };
}
