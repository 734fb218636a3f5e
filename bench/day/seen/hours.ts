import type { StoreWatch } from './watched-storage.ts';

/** One hour of the day, as the machine spent it. */
export interface Hour {
  readonly hour: number;
  readonly cpuMs: number;
  readonly dueQuestions: number;
  readonly confirmed: number;
  readonly leaveCalls: number;
  /** Leaves that wait in all lanes when the hour ends. */
  readonly waiting: number;
}

export interface HourlySources {
  readonly watch: Pick<StoreWatch, 'dueQuestions'>;
  readonly confirmed: () => number;
  readonly leaveCalls: () => number;
  readonly waiting: () => number;
}

/** Cuts the day into hours: call it at the end of each. */
export function countHours(sources: HourlySources): (hour: number) => Hour {
  let before = totals(sources);
  return (hour) => {
    const now = totals(sources);
    const counted: Hour = {
      hour,
      cpuMs: now.cpuMs - before.cpuMs,
      dueQuestions: now.dueQuestions - before.dueQuestions,
      confirmed: now.confirmed - before.confirmed,
      leaveCalls: now.leaveCalls - before.leaveCalls,
      waiting: sources.waiting(),
    };
    before = now;
    return counted;
  };
}

function totals({ watch, confirmed, leaveCalls }: HourlySources) {
  return {
    cpuMs: cpuMs(),
    dueQuestions: watch.dueQuestions,
    confirmed: confirmed(),
    leaveCalls: leaveCalls(),
  };
}

/** Processor time of this process so far, the kernel's for it included. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
