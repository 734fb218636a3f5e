import { parseArgs } from 'node:util';
import { readStoreUrl } from '../config/read-config.ts';
import { RequestId } from '../leaving/ids.ts';
import type { RequestEntry } from '../leaving/request.ts';
import { openStoreForReading, type ReadStore } from '../storage/open-for-reading.ts';
import type { WorkspaceVerdict } from '../storage/verify.ts';
import { pruneCommand } from './prune.ts';
import { runCommand } from './run-command.ts';

const usage = `Reads the ledger beside the app and changes nothing; only prune writes, and needs the app to be stopped.

  npm run ledger -- verify              check every entry, and everything that is derived from them
  npm run ledger -- show <requestId>    every entry of one request
  npm run ledger -- recent              the newest requests of each workspace
  npm run ledger -- prune <days>        cut off what is older and closed; the cut is an entry itself

The store is STORE_URL, or sqlite:data/wasend.db.`;

/** Answers the exit code: 0 fine, 1 something is wrong with the ledger, 2 the command was not understood. */
export async function ledgerCommand(
  words: readonly string[],
  storeUrl: string,
  print: (line: string) => void,
): Promise<number> {
  const { positionals } = parseArgs({ args: [...words], allowPositionals: true });
  const [verb = '', argument] = positionals;
  switch (verb) {
    case 'verify':
      return withStore(storeUrl, (store) => verify(store, print));
    case 'recent':
      return withStore(storeUrl, (store) => recent(store, print));
    case 'prune':
      return pruneCommand(argument, storeUrl, print);
    case 'show': {
      const asked = RequestId.safeParse(argument);
      if (asked.success) return withStore(storeUrl, (store) => show(store, asked.data, print));
      print(`A request id has 26 letters and digits, for example 01K0000000000000000000000A.\n\n${usage}`);
      return 2;
    }
    default:
      print(usage);
      return 2;
  }
}

async function withStore(storeUrl: string, read: (store: ReadStore) => Promise<number>): Promise<number> {
  const store = await openStoreForReading(storeUrl);
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

async function verify(store: ReadStore, print: (line: string) => void): Promise<number> {
  const { file, workspaces } = await store.verify();
  for (const why of file) print(`BROKEN file: ${why}`);
  for (const verdict of workspaces) for (const line of linesOf(verdict)) print(line);
  if (workspaces.length === 0) print('There are no entries.');
  return file.length > 0 || workspaces.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

function linesOf({
  workspaceId,
  faults,
  entries,
  firstSequence,
  lastHash,
  prunedEntries,
}: WorkspaceVerdict): string[] {
  if (faults.length > 0) return faults.map(({ where, why }) => `${workspaceId}: BROKEN, ${where}: ${why}`);
  const pruned = prunedEntries === 0 ? '' : `, from ${firstSequence} on (${prunedEntries} pruned before it)`;
  return [`${workspaceId}: whole, ${entries} entries${pruned}, last hash ${lastHash.slice(0, 8)}`];
}

async function show(store: ReadStore, requestId: RequestId, print: (line: string) => void): Promise<number> {
  const entries = await store.entries(requestId);
  for (const entry of entries) print(describe(entry));
  if (entries.length === 0) print(`There is no request ${requestId}.`);
  return entries.length === 0 ? 1 : 0;
}

async function recent(store: ReadStore, print: (line: string) => void): Promise<number> {
  let count = 0;
  const newest = { by: null, groupId: null, sessions: null, before: null, limit: 20 };
  for (const workspaceId of await store.workspaces()) {
    for (const requestId of await store.past(workspaceId, newest)) {
      const entries = await store.entries(requestId);
      const [first, last] = [entries[0], entries.at(-1)];
      if (first === undefined || last === undefined) continue;
      count += 1;
      print(`${requestId}  ${new Date(first.at).toISOString()}  ${workspaceId}  ${last.event.type}`);
    }
  }
  if (count === 0) print('There are no requests.');
  return 0;
}

function describe({ sequence, version, at, event, hash }: RequestEntry): string {
  const { type, ...data } = event;
  return `${sequence}.${version}  ${new Date(at).toISOString()}  ${hash.slice(0, 8)}  ${type}  ${JSON.stringify(data)}`;
}

if (import.meta.main) {
  runCommand((print) => ledgerCommand(process.argv.slice(2), readStoreUrl(process.env), print));
}
