const order = (process.env.TEST_ORDER ?? '').split(',');

/** Jest's sequencer: test files come in the order it is told, so that the likeliest to fail is first. */
export default class InOrder {
  sort<T extends { readonly path: string }>(tests: readonly T[]): T[] {
    const placeOf = ({ path }: T): number => order.findIndex((file) => path.endsWith(file));
    return tests.toSorted((a, b) => placeOf(a) - placeOf(b));
  }

  allFailedTests<T>(tests: readonly T[]): readonly T[] {
    return tests;
  }

  cacheResults(): void {}
}
