/** Knows when nothing is asked of a storage any more: work that waits for a database lets no other time pass. */
export class Quiet {
  #pending = 0;

  /** The same thing; whatever it answers later is waited for. */
  watch<Thing extends object>(thing: Thing): Thing {
    return new Proxy(thing, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'function')
          return (...args: unknown[]) => this.#watchAnswer(Reflect.apply(value, target, args));
        return isPlain(value) ? this.watch(value) : value;
      },
    });
  }

  async settled(): Promise<void> {
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#pending > 0);
  }

  #watchAnswer(answer: unknown): unknown {
    if (!(answer instanceof Promise)) return isPlain(answer) ? this.watch(answer) : answer;
    this.#pending += 1;
    const done = (): void => {
      this.#pending -= 1;
    };
    answer.then(done, done);
    return answer;
  }
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
