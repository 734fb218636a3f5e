import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How often a process asked for its writes to be on disk, and how many writes to files it made. */
interface Syncs {
  readonly syncs: number;
  readonly writes: number;
}

export interface SyncCount {
  /** Ends the counting and answers what there was. */
  end(): Promise<Syncs>;
}

const canCountSyncs = (): boolean => spawnSync('strace', ['-V']).status === 0;

/** Counts with strace, which slows the process down: times taken meanwhile mean nothing. Null where it may not attach. */
export async function countSyncs(pid: number): Promise<SyncCount | null> {
  if (!canCountSyncs()) return null;
  const directory = mkdtempSync(join(tmpdir(), 'wasend-slack-bench-syncs-'));
  const file = join(directory, 'calls');
  const args = ['-f', '-q', '-e', 'trace=fsync,fdatasync,pwrite64', '-e', 'signal=none', '-o', file];
  const strace = spawn('strace', [...args, '-p', String(pid)], { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => strace.once('exit', resolve));
  const isGone = await Promise.race([ended.then(() => true), pause(400).then(() => false)]);
  if (isGone) {
    rmSync(directory, { recursive: true, force: true });
    return null;
  }
  return {
    async end() {
      strace.kill('SIGINT');
      await ended;
      const lines = readFileSync(file, 'utf8').split('\n');
      rmSync(directory, { recursive: true, force: true });
      return {
        syncs: lines.filter((line) => /\bf(data)?sync\(/.test(line)).length,
        writes: lines.filter((line) => /\bpwrite64\(/.test(line)).length,
      };
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
