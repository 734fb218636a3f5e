/** The error under the box that asks for the number of groups. */
export function countMismatch(count: number): string {
  return `Nothing was done yet. Type ${count}, the number of groups shown above, to confirm.`;
}
