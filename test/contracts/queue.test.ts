import { describe, expect, test } from '@jest/globals';
import type { RequestId } from '../../src/leaving/ids.ts';
import type { Queue, QueueHandler } from '../../src/leaving/ports/queue.ts';
import { createTimerQueue } from '../../src/storage/timer-queue.ts';
import { ManualClock } from '../manual-clock.ts';
import { requestId } from './ledger-contract.ts';

interface Bench {
  readonly clock: ManualClock;
  readonly queue: Queue;
  readonly woken: [number, RequestId][];
  readonly errors: unknown[];
}

/** What every queue promises, whatever it is kept in. */
function queueContract(
  name: string,
  make: (clock: ManualClock, onError: (id: RequestId, error: unknown) => void) => Queue,
): void {
  const start = (handler: QueueHandler = async () => null): Bench => {
    const clock = new ManualClock(0);
    const woken: [number, RequestId][] = [];
    const errors: unknown[] = [];
    const queue = make(clock, (_, error) => errors.push(error));
    queue.process((id) => {
      woken.push([clock.now(), id]);
      return handler(id);
    });
    return { clock, queue, woken, errors };
  };
  const [one, two] = [requestId(1), requestId(2)];

  describe(`the queue ${name}`, () => {
    test('wakes at the time, not before', async () => {
      const { clock, queue, woken } = start();
      await queue.schedule(one, 1_000);
      await clock.advance(999);
      expect(woken).toEqual([]);
      await clock.advance(1);
      expect(woken).toEqual([[1_000, one]]);
    });

    test('of several times the earliest wins, and it is one waking', async () => {
      const { clock, queue, woken } = start();
      for (const at of [3_000, 1_000, 2_000]) await queue.schedule(one, at);
      await clock.advance(5_000);
      expect(woken).toEqual([[1_000, one]]);
    });

    test('wakes again when the step says so', async () => {
      let left = 2;
      const { clock, queue, woken } = start(async () => {
        left -= 1;
        return left > 0 ? 500 : null;
      });
      await queue.schedule(one, 100);
      await clock.advance(5_000);
      expect(woken.map(([at]) => at)).toEqual([100, 500]);
    });

    test('never two steps of one request at once; what is scheduled meanwhile comes after', async () => {
      const gates: (() => void)[] = [];
      let underWay = 0;
      let most = 0;
      const { clock, queue, woken } = start(async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise<void>((resolve) => gates.push(resolve));
        underWay -= 1;
        return null;
      });
      await queue.schedule(one, 0);
      await clock.advance(0);
      await queue.schedule(one, 0);
      await clock.advance(10);
      expect(woken).toHaveLength(1);
      gates.shift()?.();
      await clock.advance(10);
      expect(woken).toHaveLength(2);
      gates.shift()?.();
      await clock.advance(10);
      expect(most).toBe(1);
    });

    test('different requests do not wait for each other, and the earlier one is first', async () => {
      const { clock, queue, woken } = start(async (id) => (id === one ? new Promise(() => {}) : null));
      await queue.schedule(two, 20);
      await queue.schedule(one, 10);
      await clock.advance(30);
      expect(woken).toEqual([
        [10, one],
        [20, two],
      ]);
    });

    test('a step that throws is told, and taken again with growing delay', async () => {
      const { clock, queue, woken, errors } = start(async () => {
        throw new Error('no');
      });
      await queue.schedule(one, 0);
      await clock.advance(7_000);
      expect(woken.map(([at]) => at)).toEqual([0, 1_000, 3_000, 7_000]);
      expect(errors).toHaveLength(4);
    });

    test('closing waits for the step under way and wakes nothing more', async () => {
      let end: (wakeAt: number | null) => void = () => {};
      const { clock, queue, woken } = start(() => new Promise((resolve) => (end = resolve)));
      await queue.schedule(one, 0);
      await queue.schedule(two, 50);
      await clock.advance(0);
      let isClosed = false;
      const closing = queue.close().then(() => {
        isClosed = true;
      });
      await clock.advance(100);
      expect(isClosed).toBe(false);
      end(60);
      await closing;
      await clock.advance(100);
      expect(woken).toEqual([[0, one]]);
    });
  });
}

queueContract('of timers', (clock, onError) => createTimerQueue({ clock, onError }));
