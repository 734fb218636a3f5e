/** Where the ledger says so: place and the beginning of the hash. */
export function sealWords({ sequence, hash }: { readonly sequence: number; readonly hash: string }): string {
  return `ledger ${sequence} · ${hash.slice(0, 8)}`;
}
