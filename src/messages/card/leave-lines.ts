import type { Leave } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import { groupName, groupNameAndEnd } from '../block-kit/group-name.ts';
import { type Line, line } from '../block-kit/marks.ts';
import type { NameOf } from '../block-kit/people.ts';
import { oneAfterAnother } from '../block-kit/sentences.ts';
import { headOf, type ToldLeave, toldLeave } from './told-leave.ts';
import { withoutIds } from './words/answer-words.ts';
import { shownInOrder, shownWords } from './words/shown-as.ts';

/** How much of each name and of the API's words there is room for. */
export interface Room {
  readonly mostName: number;
  readonly mostSaid: number;
  /** What has a line of its own: each kind of words, each code, or only each state. */
  readonly apart: 'words' | 'codes' | 'states';
}

interface ListState {
  readonly request: Request;
  readonly nameOf: NameOf;
  /** Who can be asked for another key, by name; null where nobody is known. */
  readonly keyFrom: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Told behind the groups that wait. */
  readonly waiting: readonly string[];
}

/** Every group of a request, once: those of one state and the same words on one line, the exceptions first. */
export function leaveLines(state: ListState, room: Room): Line[] {
  const told = state.request.leaves.map((leave) =>
    toldLeave(leave, state.request, { now: state.now, mostSaid: room.mostSaid, keyFrom: state.keyFrom }),
  );
  const alike = Map.groupBy(told, (one) => keyOf(one, room));
  const nameOf = namesThatDiffer(state.request, room);
  const order = ([one]: readonly ToldLeave[]): number => shownInOrder.indexOf(one?.shown ?? 'waiting');
  return [...alike.values()]
    .sort((one, other) => order(one) - order(other) || other.length - one.length)
    .map((group) => lineOf(group, state, room, nameOf));
}

function keyOf({ leave, shown, said, seenKind, next }: ToldLeave, { apart }: Room): string {
  switch (apart) {
    case 'words':
      return JSON.stringify([shown, withoutIds(said), seenKind, next]);
    case 'codes':
      return JSON.stringify([shown, leave.answer?.status ?? null]);
    case 'states':
      return shown;
  }
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
  const rest = oneAfterAnother([...wordsOf(alike, last), ...(shown === 'waiting' ? state.waiting : [])]);
  return line(mark, `${head}${count}: ${names.join(', ')}${rest === '' ? '' : `. ${rest}`}`);
}

/** What is true of all of them: their words, without the ids in them, what was seen, and what to do. */
function wordsOf(alike: readonly ToldLeave[], last: ToldLeave): string[] {
  if (last.shown === 'waiting' || last.shown === 'asking') return [];
  const isOneKind = alike.every(({ seenKind }) => seenKind === last.seenKind);
  const isOneNext = alike.every(({ next }) => next === last.next);
  const parts = [saidByAll(alike), isOneKind ? last.seen : null, isOneNext ? last.next : null];
  return parts.filter((part) => part !== null && part !== '') as string[];
}

const mostSamples = 3;

/** The words of all; of many different ones the first few, those that came most often first. */
function saidByAll(alike: readonly ToldLeave[]): string {
  const [first] = alike;
  if (first === undefined || alike.every(({ said }) => said === first.said)) return first?.said ?? '';
  const kinds = Map.groupBy(alike, ({ said }) => withoutIds(said));
  const counted = [...kinds].sort(([, one], [, other]) => other.length - one.length);
  const samples = counted.slice(0, mostSamples).map(([said, { length }]) => ({ said, count: length }));
  const more = counted.length - samples.length;
  return oneAfterAnother([
    ...sampled(samples),
    more === 0 ? null : `${more === 1 ? 'One more answer is' : `${more} more answers are`} in Details.`,
  ]);
}

/** `Wasend 400: 12 × “no”, “gone”`: a code that they share is said once. */
function sampled(samples: readonly { readonly said: string; readonly count: number }[]): string[] {
  const times = (count: number): string => (samples.length === 1 || count === 1 ? '' : `${count} × `);
  const [head] = /^Wasend(?: \d{3})?: (?=“)/.exec(samples[0]?.said ?? '') ?? [];
  if (head === undefined || !samples.every(({ said }) => said.startsWith(`${head}“`)))
    return samples.map(({ said, count }) => `${times(count)}${said}`);
  return [
    `${head}${samples.map(({ said, count }) => `${times(count)}${said.slice(head.length)}`).join(', ')}`,
  ];
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
