/** Answers nested deeper are not read at all: nothing here may be led down a body without end. */
const mostDepth = 20;

/** True when a parsed body is nested deeper than `most`. Never walks further down itself. */
export function isTooDeep(value: unknown, most = mostDepth): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (most === 0) return true;
  const inner = Array.isArray(value) ? value : Object.values(value);
  return inner.some((one) => isTooDeep(one, most - 1));
}
