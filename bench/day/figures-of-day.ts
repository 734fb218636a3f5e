import { type Figure, figure, type Judged, Rounds } from '../figures.ts';
import { quantile } from '../stats.ts';
import type { Day } from './day.ts';
import { indexIn, placeAt } from './outside/places.ts';
import type { Followed } from './seen/followed.ts';
import { usesOfThePace, type Waits, waitsOf } from './seen/waits.ts';

const secondMs = 1_000;
const measure = 'day';

/** Everything of one day as lines of the table. */
export function figuresOfDay(day: Day): Figure[] {
  const { options, planned, people, wasend, followed, verdict } = day;
  const count = (what: string, value: number, unit = ''): Figure => line(what, unit, value);
  const ends = (kind: string): number => [...followed.ends].find(([name]) => name === kind)?.[1] ?? 0;
  const known = ['left', 'refused', 'not-known', 'already-out', 'still-in']
    .map(ends)
    .reduce((sum, one) => sum + one, 0);
  const others = [...followed.ends.values()].reduce((sum, one) => sum + one, 0) - known;
  return [
    count('workspaces connected', options.workspaces),
    count('asks begun', planned),
    count('requests confirmed', people.seen.confirmed),
    count('given up before confirming', people.seen.gaveUp),
    count(
      'pickers and previews to be opened again',
      people.seen.pickersNotFilled + people.seen.previewsNotFilled,
    ),
    count('leaves: left', ends('left')),
    count('leaves: refused', ends('refused')),
    count('leaves: already out', ends('already-out')),
    count('leaves: still in', ends('still-in')),
    count('leaves: not known', ends('not-known')),
    count('leaves: stopped, declined, set aside, expired', others),
    count('leave calls', wasend.seen.leaveCalls),
    count('leave calls told 429', wasend.seen.limitedLeaves + wasend.seen.overLimit),
    count('reads', wasend.seen.reads),
    count('reads told 429', wasend.seen.limitedReads),
    count('messages and edits to Slack', messagesOf(day)),
    count(
      'entries in the ledger',
      verdict.workspaces.reduce((sum, { entries }) => sum + entries, 0),
    ),
    ...waitFigures(day),
    ...queueFigures(day),
    ...costFigures(day),
  ];
}

function messagesOf({ slack }: Day): number {
  return (slack.seen.calls.get('chat.postMessage') ?? 0) + (slack.seen.calls.get('chat.update') ?? 0);
}

type Moment = 'askedAt' | 'readyAt' | 'firstCallAt' | 'shownAt' | 'finishedAt' | 'closedAt';

function waitFigures({ followed }: Day): Figure[] {
  const all = [...followed.all.values()];
  const waits = (what: string, some: readonly Followed[], from: Moment, to: Moment): Figure[] =>
    quantiles(
      what,
      waitsOf(
        some,
        (one) => one[from],
        (one) => one[to],
      ),
    );
  const called = all.filter(({ firstCallAt }) => firstCallAt !== null);
  const [few, many] = [called.filter(({ groups }) => groups <= 7), called.filter(({ groups }) => groups > 7)];
  const isCounted = ({ workspaceId }: Followed): boolean => placeAt(indexIn(workspaceId)).readsCount;
  const alone = few.filter(({ wasAlone, neededApproval }) => wasAlone && !neededApproval);
  const decided = all.filter(({ neededApproval }) => neededApproval);
  const uncounted = many.filter((one) => !isCounted(one));
  return [
    ...waits('confirmed to first call, alone in its lane', alone, 'askedAt', 'firstCallAt'),
    ...waits('confirmed (or approved) to first call', called, 'readyAt', 'firstCallAt'),
    ...waits('confirmed to approved, declined or expired', decided, 'askedAt', 'readyAt'),
    ...waits('confirmed to the card shown', all, 'askedAt', 'shownAt'),
    ...waits('last group settled to the end told', all, 'finishedAt', 'closedAt'),
    ...waits('confirmed (or approved) to the end told, up to 7 groups', few, 'readyAt', 'closedAt'),
    ...waits('the same, 8 to 50 groups, reads not counted', uncounted, 'readyAt', 'closedAt'),
    ...waits('the same, 8 to 50 groups, reads counted', many.filter(isCounted), 'readyAt', 'closedAt'),
  ];
}

function quantiles(what: string, waits: Waits): Figure[] {
  if (waits.count === 0) return [];
  return (['p50', 'p95', 'p99', 'longest'] as const).map((name) =>
    line(`${what}, ${name}`, 's', waits[name] / secondMs),
  );
}

function queueFigures({ followed, wasend, hours, watch }: Day): Figure[] {
  const longest = [...followed.lanes.values()].map((lane) => lane.longest);
  const use = (places: (place: ReturnType<typeof placeAt>) => boolean): number => {
    const lanes = [...wasend.seen.callsOf].filter(([key]) => places(placeAt(key))).map(([, calls]) => calls);
    return quantile(usesOfThePace(lanes), 0.5) * 100;
  };
  const dues = hours.map(({ dueQuestions }) => dueQuestions);
  return [
    line('queue of a lane at its longest, p50', 'leaves', quantile(longest, 0.5)),
    line('queue of a lane at its longest, p99', 'leaves', quantile(longest, 0.99)),
    line('queue of a lane at its longest, longest', 'leaves', quantile(longest, 1)),
    line('leaves waiting in all lanes at most', '', followed.mostWaiting),
    line(
      'pace used in busy lanes without a gap, reads not counted',
      '%',
      use(({ rules, readsCount }) => rules === 'no-gap' && !readsCount),
    ),
    line(
      'pace used in busy lanes without a gap, reads counted',
      '%',
      use(({ rules, readsCount }) => rules === 'no-gap' && readsCount),
    ),
    line(
      'pace used in busy lanes with the usual gap',
      '%',
      use(({ rules }) => rules !== 'no-gap'),
    ),
    line('steps under way at once at most', '', watch.mostStepsAtOnce),
    line('due questions in the busiest hour', '', Math.max(0, ...dues)),
    line('due questions in the quietest hour', '', dues.length === 0 ? 0 : Math.min(...dues)),
  ].filter(({ of }) => of.ours !== undefined);
}

function costFigures(day: Day): Figure[] {
  const { followed, dayCpuMs, connectCpuMs, hours, bytes, emptyBytes, options, residentMiB, watch } = day;
  const requests = [...followed.all.values()];
  const entries = requests.reduce((sum, one) => sum + one.entries, 0);
  const small = requests.filter(({ groups }) => groups <= 7);
  const smallEntries = small.reduce((sum, one) => sum + one.entries, 0);
  const groups = requests.reduce((sum, one) => sum + one.groups, 0);
  const MiB = 1024 * 1024;
  return [
    line('entries per request', '', entries / requests.length),
    line('entries per request of up to 7 groups', '', smallEntries / small.length),
    line('entries per group', '', entries / groups),
    line('store with everybody connected', 'MiB', emptyBytes / MiB),
    line('store after the day', 'MiB', bytes / MiB),
    line('store per request', 'KiB', (bytes - emptyBytes) / 1024 / requests.length),
    line('processor per workspace connected', 'ms', connectCpuMs / options.workspaces),
    line('processor per request, stand-ins included', 'ms', dayCpuMs / requests.length),
    line('processor per group, stand-ins included', 'ms', dayCpuMs / groups),
    line('processor of the whole day, stand-ins included', 's', dayCpuMs / secondMs),
    line('of one core in the busiest hour', '%', Math.max(0, ...hours.map(({ cpuMs }) => cpuMs)) / 36_000),
    line('resident memory at the end', 'MiB', residentMiB),
    ...(['ledger.claim', 'ledger.append', 'wakes.due', 'keyv.get'] as const).flatMap((name) =>
      heldFigures(name, watch.heldMs.get(name) ?? []),
    ),
  ];
}

/** Whether a question costs at the end of the day what it did at its start. */
function heldFigures(name: string, held: readonly number[]): Figure[] {
  const part = Math.floor(held.length / 10);
  if (part < 20) return [];
  const [start, end] = [quantile(held.slice(0, part), 0.5), quantile(held.slice(-part), 0.5)];
  const flat: Judged = {
    wanted: '≤ 1.5 × its start',
    reached: `${(end / start).toFixed(2)} ×`,
    isMet: end <= 1.5 * start,
  };
  return [
    line(`${name}, first tenth of the day`, 'ms', start),
    line(`${name}, last tenth of the day`, 'ms', end, flat),
  ];
}

function line(what: string, unit: string, value: number, target?: Judged): Figure {
  const rounds = new Rounds();
  rounds.add('ours', value);
  return figure({ measure, what, unit }, rounds, target);
}

/** What stands in no table: the busiest key, and the questions that held the store longest. */
export function notesOfDay({ wasend, watch }: Day): string[] {
  const [busiest] = [...wasend.seen.callsOf].toSorted(([, one], [, other]) => other.length - one.length);
  const heaviest = watch.heaviest(8).map(({ name, times, allMs }) => {
    const [all, each] = [(allMs / secondMs).toFixed(1), (allMs / times).toFixed(3)];
    return `${name}: ${times} times, ${each} ms each, ${all} s in all`;
  });
  return [...(busiest === undefined ? [] : [busiestLine(busiest)]), ...heaviest];
}

function busiestLine([key, calls]: [number, number[]]): string {
  const { rules, readsCount, sessionIds } = placeAt(key);
  const reads = readsCount ? 'counted' : 'not counted';
  return `busiest key: ${calls.length} leave calls, ${sessionIds.length} numbers, rules ${rules}, reads ${reads}`;
}
