import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';

export interface Machine {
  readonly node: string;
  readonly cores: number;
  /** Runnable processes, averaged over the last minute. */
  readonly load: number;
}

/** The state of the machine now: figures of two states do not compare, ratios within one run do. */
export function machineNow(): Machine {
  return { node: process.version, cores: availableParallelism(), load: loadavg()[0] ?? Number.NaN };
}

/** What a process has used since it began. */
export interface Used {
  /** Of its own and of the kernel for it. */
  readonly cpuMs: number;
  readonly residentMiB: number;
  /** Handed to the disk, whether it is there yet or not. */
  readonly writtenKiB: number;
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const pageKiB = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })) / 1024;

/** Reads `/proc`: Linux only. */
export function usedBy(pid: number): Used {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name stands in parentheses and may hold anything; the fields after it are numbered from 3.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const resident = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return {
    cpuMs: (ticks * 1000) / ticksPerSecond,
    residentMiB: (resident * pageKiB) / 1024,
    writtenKiB: writtenBy(pid) / 1024,
  };
}

function writtenBy(pid: number): number {
  try {
    return Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}
