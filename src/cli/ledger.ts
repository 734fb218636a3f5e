import { parseArgs } from 'node:util';
import { RequestId } from '../leaving/ids.ts';
import type { LedgerEntry } from '../leaving/ports/ledger.ts';
import { openLedgerForReading } from '../storage/open-ledger-for-reading.ts';

const usage = `Reads the ledger; changes nothing, and may run beside the app.

  npm run ledger -- verify              check every hash, link and sequence
  npm run ledger -- show <requestId>    every entry of one request
  npm run ledger -- recent              the newest requests of each workspace

The store is STORE_URL, or sqlite:data/wasend.db.`;

/** Answers the exit code: 0 fine, 1 something is wrong with the ledger, 2 the command was not understood. */
export async function ledgerCommand(
  words: readonly string[],
  storeUrl: string,
  print: (line: string) => void,
): Promise<number> {
  const { positionals } = parseArgs({ args: [...words], allowPositionals: true });
  const [verb, requestId] = positionals;
  if (verb === 'verify') return withLedger(storeUrl, (ledger) => verify(ledger, print));
  if (verb === 'recent') return withLedger(storeUrl, (ledger) => recent(ledger, print));
  const asked = RequestId.safeParse(requestId);
  if (verb === 'show' && asked.success)
    return withLedger(storeUrl, (ledger) => show(ledger, asked.data, print));
  print(
    verb === 'show'
      ? `A request id has 26 letters and digits, for example 01K0000000000000000000000A.\n\n${usage}`
      : usage,
  );
  return 2;
}

type Reader = Awaited<ReturnType<typeof openLedgerForReading>>;

async function withLedger(storeUrl: string, read: (ledger: Reader) => Promise<number>): Promise<number> {
  const ledger = await openLedgerForReading(storeUrl);
  try {
    return await read(ledger);
  } finally {
    await ledger.close();
  }
}

async function verify(ledger: Reader, print: (line: string) => void): Promise<number> {
  let exitCode = 0;
  for (const workspaceId of await ledger.workspaces()) {
    const result = await ledger.verify(workspaceId);
    if (result.kind === 'whole') {
      print(`${workspaceId}: whole, ${result.entries} entries, last hash ${result.lastHash.slice(0, 8)}`);
      continue;
    }
    exitCode = 1;
    for (const fault of result.faults) print(`${workspaceId}: BROKEN at ${fault.sequence}: ${fault.why}`);
  }
  return exitCode;
}

async function show(ledger: Reader, requestId: RequestId, print: (line: string) => void): Promise<number> {
  const entries = await ledger.load(requestId);
  for (const entry of entries) print(describe(entry));
  if (entries.length === 0) print(`There is no request ${requestId}.`);
  return entries.length === 0 ? 1 : 0;
}

async function recent(ledger: Reader, print: (line: string) => void): Promise<number> {
  for (const workspaceId of await ledger.workspaces()) {
    for (const requestId of await ledger.recent(workspaceId, { limit: 20 })) {
      const entries = await ledger.load(requestId);
      const [first, last] = [entries[0], entries.at(-1)];
      if (first === undefined || last === undefined) continue;
      print(`${requestId}  ${new Date(first.time).toISOString()}  ${workspaceId}  ${last.event.type}`);
    }
  }
  return 0;
}

function describe({ sequence, version, time, event, hash }: LedgerEntry): string {
  const { type, ...data } = event;
  return `${sequence}.${version}  ${new Date(time).toISOString()}  ${hash.slice(0, 8)}  ${type}  ${JSON.stringify(data)}`;
}

if (import.meta.main) {
  const storeUrl = process.env.STORE_URL?.trim() || 'sqlite:data/wasend.db';
  ledgerCommand(process.argv.slice(2), storeUrl, (line) => process.stdout.write(`${line}\n`)).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
