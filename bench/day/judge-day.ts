import type { Day } from './day.ts';

const limit = 10;

/** What must hold after every day, however slow the machine was. Answers what does not, a sentence each. */
export function brokenBy({ followed, people, wasend, slack, verdict, errors }: Day): string[] {
  const open = [...followed.all.values()].filter(({ closedAt }) => closedAt === null);
  const unread = [...followed.all.values()].filter(
    ({ closedAt, told }) => closedAt !== null && told === 'nowhere',
  );
  const ends = [...followed.ends.values()].reduce((sum, count) => sum + count, 0);
  const groups = [...followed.all.values()].reduce((sum, one) => sum + one.groups, 0);
  const faults = [
    ...verdict.file,
    ...verdict.workspaces.flatMap(({ faults: found }) =>
      found.map(({ workspaceId, where, why }) => `${workspaceId} ${where}: ${why}`),
    ),
  ];
  return [
    ...open.slice(0, 5).map(({ requestId }) => `request ${requestId} has no told end`),
    ...unread.slice(0, 5).map(({ requestId }) => `nobody was told the end of ${requestId}`),
    ...(people.undecided === 0 ? [] : [`${people.undecided} people still wait for something`]),
    ...(ends === groups ? [] : [`${groups} groups were confirmed, and ${ends} have an end`]),
    ...[...followed.givenUp].map(([why, count]) => `${count} groups were given up: ${why}`),
    ...(wasend.leaveWindows.most <= limit ? [] : [`${wasend.leaveWindows.most} leave calls in a minute`]),
    ...wasend.seen.doubles.slice(0, 5).map((name) => `asked for twice: ${name}`),
    ...(slack.seen.tooFast === 0 ? [] : [`${slack.seen.tooFast} messages within a second of one before`]),
    ...faults.slice(0, 5).map((fault) => `verify: ${fault}`),
    ...errors
      .filter((line) => !isOfItsKind(line))
      .slice(0, 5)
      .map((line) => `at error: ${line.slice(0, 400)}`),
  ];
}

/** A channel that the app is not in gets no audit line: that is to be logged, and is no fault of the day. */
function isOfItsKind(line: string): boolean {
  return line.includes('"msg":"nobody could be told"') && line.includes('not_in_channel');
}
