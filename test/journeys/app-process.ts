import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endsWithTest } from '../suite/ends-with-test.ts';

interface End {
  readonly code: number | null;
  readonly signal: string | null;
}

/** The app in a process of its own, which is killed with the test if it has not ended before. */
export class AppProcess {
  readonly #child: ChildProcess;
  readonly log: string[] = [];
  /** What it wrote to standard error, line by line. */
  readonly errors: string[] = [];
  readonly exited: Promise<End>;
  /** How it ended; null while it runs. */
  end: End | null = null;

  constructor(file: string, environment: Readonly<Record<string, string>>) {
    const path = fileURLToPath(new URL(file, import.meta.url));
    this.#child = spawn(process.execPath, [path], {
      env: { ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    endsWithTest(() => {
      this.kill('SIGKILL');
      return this.exited;
    });
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      // Not before its output has been read to the end.
      this.#child.once('close', (code, signal) => {
        this.end = { code, signal };
        resolve(this.end);
      });
    });
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error('The process has no output');
    createInterface(stdout).on('line', (line) => this.log.push(line));
    createInterface(stderr).on('line', (line) => this.errors.push(line));
  }

  /** Its port, or null when it died before it was ready. */
  async port(): Promise<number | null> {
    for (;;) {
      const ready = this.log.find((line) => line.includes('"msg":"ready"'));
      if (ready !== undefined) return JSON.parse(ready).port;
      if (this.end !== null) return null;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  kill(signal: 'SIGTERM' | 'SIGKILL' | 'SIGUSR2'): void {
    this.#child.kill(signal);
  }
}
