import { afterEach } from '@jest/globals';

const endings: (() => unknown)[] = [];

/** Says, where something is begun, how it ends: after this test, the last begun first, whatever becomes of the test. */
export function endsWithTest(end: () => unknown): void {
  endings.push(end);
}

afterEach(async () => {
  const faults: unknown[] = [];
  for (const end of endings.splice(0).toReversed()) {
    try {
      await end();
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
});
