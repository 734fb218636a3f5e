import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromWorld, Minted, Seen, ToWorld, Wish, WorldPlaces, WorldSize } from './protocol.ts';

const file = fileURLToPath(new URL('world-main.ts', import.meta.url));

/** The stand-ins in their process, as the load generator knows them. */
export class World {
  readonly places: WorldPlaces;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Extract<FromWorld, { kind: 'answer' }>) => void>();
  readonly #watchers = new Set<(seen: Seen) => void>();
  #wishes = 0;
  #lastCallAt = 0;

  private constructor(child: ChildProcess, places: WorldPlaces) {
    this.#child = child;
    this.places = places;
    child.on('message', (news: FromWorld) => this.#hear(news));
  }

  static start(size: WorldSize): Promise<World> {
    const child = fork(file, [JSON.stringify(size)]);
    return new Promise((resolve, reject) => {
      child.once('message', (first: FromWorld) => {
        if (first.kind === 'places') resolve(new World(child, first.places));
      });
      child.once('exit', (code) => reject(new Error(`The stand-ins ended with ${code}`)));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The payload of what somebody does. Throws where Slack would not let them. */
  async mint(wish: Exclude<Wish, { kind: 'forget' }>): Promise<Minted> {
    const { minted, fault } = await this.#ask(wish);
    if (minted === null) throw new Error(fault ?? 'Nothing was minted');
    return minted;
  }

  /** Told of every call from now on, until the answer is called. */
  watch(watcher: (seen: Seen) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Resolves once no call has come for `forMs`; then the stand-ins forget what they have seen. */
  async quiet(forMs: number): Promise<void> {
    const began = performance.now();
    for (;;) {
      const stillFor = performance.now() - Math.max(this.#lastCallAt, began);
      if (stillFor >= forMs) break;
      await new Promise((resolve) => setTimeout(resolve, forMs - stillFor + 1));
    }
    await this.#ask({ kind: 'forget' });
  }

  stop(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill('SIGTERM');
  }

  #ask(wish: Wish): Promise<Extract<FromWorld, { kind: 'answer' }>> {
    this.#wishes += 1;
    const asked: ToWorld = { id: this.#wishes, wish };
    return new Promise((resolve) => {
      this.#waiting.set(asked.id, resolve);
      this.#child.send(asked);
    });
  }

  #hear(news: FromWorld): void {
    switch (news.kind) {
      case 'places':
        return;
      case 'answer':
        this.#waiting.get(news.id)?.(news);
        this.#waiting.delete(news.id);
        return;
      case 'seen':
        this.#lastCallAt = performance.now();
        for (const seen of news.seen) for (const watcher of this.#watchers) watcher(seen);
    }
  }
}
