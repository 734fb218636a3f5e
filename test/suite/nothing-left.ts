import { setTimeout as pause } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';
import { compileOnce } from './compile-once.ts';

compileOnce();

/** How long a thing that was told to end may take: only what never ends is waited for until then. */
const patienceMs = 30_000;

/**
 * Jest's environment for Node, which fails a test file that leaves something running: a timer, a socket, a server, a
 * process. What is left would keep the worker from ending, and the next file would run beside it.
 */
export default class NothingLeftEnvironment extends TestEnvironment {
  #before: readonly string[] = [];

  override async setup(): Promise<void> {
    await super.setup();
    this.#before = process.getActiveResourcesInfo();
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    const giveUpAt = performance.now() + patienceMs;
    let left = this.#left();
    while (left.length > 0 && performance.now() < giveUpAt) {
      await pause(10);
      left = this.#left();
    }
    if (left.length > 0) throw new Error(`The tests are over and this is still running: ${left.join(', ')}`);
  }

  #left(): string[] {
    const before = [...this.#before];
    return process.getActiveResourcesInfo().filter((resource) => {
      const index = before.indexOf(resource);
      if (index >= 0) before.splice(index, 1);
      return index < 0;
    });
  }
}
