import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The app in a process of its own. */
export class AppProcess {
  readonly #child: ChildProcess;
  readonly log: string[] = [];
  /** What it wrote to standard error, line by line. */
  readonly errors: string[] = [];
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;

  constructor(file: string, environment: Readonly<Record<string, string>>) {
    const path = fileURLToPath(new URL(file, import.meta.url));
    this.#child = spawn(process.execPath, [path], {
      env: { ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => resolve({ code, signal }));
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
      const ended = await Promise.race([
        this.exited,
        new Promise<null>((resolve) => setTimeout(resolve, 10, null)),
      ]);
      if (ended !== null) return null;
    }
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }
}
