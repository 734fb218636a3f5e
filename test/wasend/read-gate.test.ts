import { describe, expect, test } from '@jest/globals';
import type { ReadResult } from '../../src/leaving/ports/wasend.ts';
import { createReadGate, type ReadPriority } from '../../src/wasend/read-gate.ts';

const limited = (retryAfterMs: number): ReadResult<string> => ({
  kind: 'failed',
  why: 'rate-limited',
  status: 429,
  said: null,
  retryAfterMs,
});
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A gate, and reads that end when they are told to. */
function aGate() {
  let now = 1_000;
  const reads: { startedAt: number; limitedForMs: number | null }[] = [];
  const gate = createReadGate({ now: () => now, onRead: (read) => reads.push(read) });
  const running = new Map<string, (result: ReadResult<string>) => void>();
  const started: string[] = [];
  const read = (name: string, priority: ReadPriority) =>
    gate.run<ReadResult<string>>(priority, () => {
      started.push(name);
      return new Promise((resolve) => running.set(name, resolve));
    });
  const end = async (name: string, result: ReadResult<string> = { kind: 'ok', value: name }) => {
    running.get(name)?.(result);
    await settled();
  };
  return { gate, read, end, started, reads, turnClock: (ms: number) => (now += ms) };
}

describe('the reads of one key', () => {
  test('are two at a time, people’s before looks, each kind in its order', async () => {
    const { read, end, started } = aGate();
    const all = [read('look-1', 'look'), read('look-2', 'look'), read('look-3', 'look')];
    all.push(read('person-1', 'person'), read('person-2', 'person'));
    expect(started).toEqual(['look-1', 'look-2']);
    await end('look-1');
    await end('look-2');
    expect(started).toEqual(['look-1', 'look-2', 'person-1', 'person-2']);
    await end('person-2');
    expect(started.at(-1)).toBe('look-3');
    await end('person-1');
    await end('look-3');
    expect(await Promise.all(all)).toHaveLength(5);
  });

  test('are counted by whoever wants to count them', async () => {
    const { read, end, reads, turnClock } = aGate();
    void read('a', 'person');
    turnClock(5);
    void read('b', 'look');
    await end('b', limited(2_000));
    await end('a');
    expect(reads).toEqual([
      { startedAt: 1_005, limitedForMs: 2_000 },
      { startedAt: 1_000, limitedForMs: null },
    ]);
  });

  test('a 429 of one turns away those that wait and those that come, for as long as it says', async () => {
    const { read, end, started, turnClock } = aGate();
    void read('a', 'person');
    void read('b', 'person');
    const waiting = read('c', 'look');
    await end('a', limited(7_000));
    const turnedAway = { kind: 'failed', why: 'rate-limited', status: null, said: null, retryAfterMs: 7_000 };
    expect(await waiting).toEqual(turnedAway);
    turnClock(6_999);
    expect(await read('d', 'person')).toEqual({ ...turnedAway, retryAfterMs: 1 });
    expect(started).toEqual(['a', 'b']);
    turnClock(1);
    void read('e', 'person');
    expect(started).toEqual(['a', 'b', 'e']);
  });

  test('are held by a closing told from outside, never shortened by a later one, never over an hour', async () => {
    const { gate, read, turnClock, started } = aGate();
    gate.close(61_000);
    gate.close(11_000);
    expect(await read('a', 'look')).toMatchObject({ retryAfterMs: 60_000 });
    gate.close(Number.MAX_SAFE_INTEGER);
    expect(await read('b', 'look')).toMatchObject({ retryAfterMs: 3_600_000 });
    turnClock(3_600_000);
    void read('c', 'look');
    expect(started).toEqual(['c']);
  });

  test('that were told to wait, but not for how long, wait a minute; what was too long was told nothing', async () => {
    const { gate, read, reads, started } = aGate();
    const { retryAfterMs: _, ...silent } = { ...limited(0) } as {
      retryAfterMs?: number;
    } & ReadResult<string>;
    expect(await gate.run('person', async () => 'too-long' as const)).toBe('too-long');
    expect(await gate.run('person', async () => silent as ReadResult<string>)).toEqual(silent);
    expect(reads.map(({ limitedForMs }) => limitedForMs)).toEqual([null, 60_000]);
    expect(await read('a', 'person')).toMatchObject({ retryAfterMs: 60_000 });
    expect(started).toEqual([]);
  });

  test('that wait are turned away at once when the gate is closed from outside, those under way are not', async () => {
    const { gate, read, end } = aGate();
    const [one, two, three] = [read('a', 'look'), read('b', 'look'), read('c', 'person')];
    gate.close(6_000);
    expect(await three).toMatchObject({ why: 'rate-limited', retryAfterMs: 5_000 });
    await end('a');
    await end('b');
    expect([await one, await two]).toMatchObject([{ kind: 'ok' }, { kind: 'ok' }]);
  });

  test('that throw free their place', async () => {
    const { gate, read, started } = aGate();
    const failing = () => gate.run<ReadResult<string>>('person', () => Promise.reject(new Error('no')));
    await expect(failing()).rejects.toThrow('no');
    await expect(failing()).rejects.toThrow('no');
    await settled();
    void read('a', 'look');
    expect(started).toEqual(['a']);
  });
});
