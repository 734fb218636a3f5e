import { parseArgs } from 'node:util';
import { ulid } from 'ulid';
import { type CopyProgress, copyStore } from '../storage/copy/copy-store.ts';
import { openForCopying } from '../storage/copy/open-for-copying.ts';
import { runCommand } from './run-command.ts';

const usage = `Moves everything from one store to another; the app must be stopped.

  npm run store -- copy <from> <to>    for example: copy sqlite:data/wasend.db 'postgres://user@host/database?sslmode=verify-full'

The target must be empty, or half of this same copy: a copy that was killed goes on where it was. Both stores are
checked; set STORE_URL to the new one when it says that both are whole.`;

/** Answers the exit code: 0 copied and both whole, 2 the command was not understood. Throws what keeps it from copying. */
export async function storeCommand(words: readonly string[], print: (line: string) => void): Promise<number> {
  const { positionals } = parseArgs({ args: [...words], allowPositionals: true });
  const [verb, from, to] = positionals;
  if (verb !== 'copy' || from === undefined || to === undefined) {
    print(usage);
    return 2;
  }
  const source = await openForCopying(from, 'source', ulid);
  try {
    const target = await openForCopying(to, 'target', ulid);
    try {
      const told = ({ table, copied, of }: CopyProgress): void => print(`${table}: ${copied} of ${of}`);
      const { to: verdict } = await copyStore(source, target, told);
      for (const { workspaceId, entries, lastHash } of verdict.workspaces)
        print(`${workspaceId}: ${entries} entries, last hash ${lastHash.slice(0, 8)}, the same in both`);
      print(
        'Both stores are whole and alike. Set STORE_URL to the new one, and keep the old one for a while.',
      );
      return 0;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

if (import.meta.main) runCommand((print) => storeCommand(process.argv.slice(2), print));
