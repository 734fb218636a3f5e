import type { ClaimResult } from '../../../src/leaving/ports/claim.ts';
import type { Appended, AskTaken } from '../../../src/leaving/ports/ledger.ts';
import type { Due } from '../../../src/leaving/ports/wakes.ts';
import type { Request } from '../../../src/leaving/request.ts';
import type { RevisedKeyv, Storage } from '../../../src/storage/storage.ts';

/** What the store was asked, and what each question cost. */
export class StoreWatch {
  /** Questions that have no answer yet. */
  underWay = 0;
  /** How long the event loop was held by each (ms), by name, in the order of the day. */
  readonly heldMs = new Map<string, number[]>();
  dueQuestions = 0;
  mostStepsAtOnce = 0;
  /** Of work that was found due, how much later than it was due (ms, virtual). */
  latestMs = 0;
  readonly waits = new Map<string, number>();

  /** What held the event loop longest in all, the first first. */
  heaviest(
    most: number,
  ): readonly { readonly name: string; readonly times: number; readonly allMs: number }[] {
    const all = [...this.heldMs].map(([name, held]) => ({
      name,
      times: held.length,
      allMs: held.reduce((sum, ms) => sum + ms, 0),
    }));
    return all.toSorted((one, other) => other.allMs - one.allMs).slice(0, most);
  }

  note(name: string, ms: number): void {
    const all = this.heldMs.get(name);
    if (all === undefined) this.heldMs.set(name, [ms]);
    else all.push(ms);
  }
}

export interface Watchers {
  readonly now: () => number;
  /** Told of every request as it has just become. */
  readonly onRequest: (request: Request) => void;
}

/** The same store; what is asked of it is counted and timed. */
export function watchedStorage(storage: Storage, watch: StoreWatch, watchers: Watchers): Storage {
  const counted = <T extends object>(target: T, name: string): T => countedCalls(target, name, watch);
  const ledger = counted(storage.ledger, 'ledger');
  const wakes = counted(storage.wakes, 'wakes');
  const told = <Answer>(answer: Answer, request: Request | null): Answer => {
    if (request !== null) watchers.onRequest(request);
    return answer;
  };
  return {
    // What it does for a while, such as work that nobody else may do meanwhile, waits by the clock and is not counted.
    ...storage,
    ...pickedOf(counted(storage, 'storage'), ['noteRead', 'turn', 'prune', 'writable']),
    ledger: {
      ...bound(ledger),
      ask: async (ask) => {
        const taken = await ledger.ask(ask);
        return told(taken, requestOf(taken));
      },
      append: async (request, events) => {
        const appended = await ledger.append(request, events);
        return told(appended, requestOf(appended));
      },
      claim: async (request, claim) => {
        const claimed = await ledger.claim(request, claim);
        const why = claimed.kind === 'wait' ? claimed.why : claimed.kind;
        watch.waits.set(why, (watch.waits.get(why) ?? 0) + 1);
        return told(claimed, requestOf(claimed));
      },
    },
    wakes: {
      ...bound(wakes),
      due: async (kind, now, options) => {
        watch.dueQuestions += 1;
        if (kind === 'step') watch.mostStepsAtOnce = Math.max(watch.mostStepsAtOnce, options.underWay.length);
        const found = await wakes.due(kind, now, options);
        for (const due of found) watch.latestMs = Math.max(watch.latestMs, lateness(due, watchers.now()));
        return found;
      },
    },
    notes: counted(storage.notes, 'notes'),
    rules: (defaults) => counted(storage.rules(defaults), 'rules'),
    keyv: (namespace, durability): RevisedKeyv => counted(storage.keyv(namespace, durability), 'keyv'),
  };
}

function requestOf(answer: AskTaken | Appended | ClaimResult): Request | null {
  return 'request' in answer ? answer.request : null;
}

function lateness(due: Due, now: number): number {
  return due.kind === 'tell-note' ? 0 : now - due.dueAt;
}

/** Methods of a proxy, to be spread into another object. */
function bound<T extends object>(target: T): T {
  return pickedOf(target, Object.keys(target)) as T;
}

/** Those of these names that it has. */
function pickedOf<T extends object>(target: T, names: readonly string[]): Partial<T> {
  const had = names.filter((name) => name in target);
  return Object.fromEntries(had.map((name) => [name, Reflect.get(target, name)])) as Partial<T>;
}

function countedCalls<T extends object>(target: T, name: string, watch: StoreWatch): T {
  return new Proxy(target, {
    get(_, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const beganAt = performance.now();
        const answer: unknown = Reflect.apply(value, target, args);
        if (!(answer instanceof Promise)) return answer;
        watch.note(`${name}.${String(key)}`, performance.now() - beganAt);
        watch.underWay += 1;
        return answer.finally(() => {
          watch.underWay -= 1;
        });
      };
    },
  });
}
