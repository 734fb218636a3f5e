import { systemClock } from '../clock.ts';
import { WorkspaceId } from '../leaving/ids.ts';
import { openStorage } from '../storage/open-storage.ts';

const usage = `The workspaces this store holds a connection of. Stop the app first: one store serves one process.

  npm run workspaces -- list                      the connected workspaces
  npm run workspaces -- disconnect <workspaceId>  lets go of the stored key, session and audit channel

The store is STORE_URL, or sqlite:data/wasend.db.`;

/** Answers the exit code: 0 done, 1 there was no such connection, 2 the command was not understood. */
export async function workspacesCommand(
  words: readonly string[],
  storeUrl: string,
  print: (line: string) => void,
): Promise<number> {
  const [verb, name] = words;
  const workspaceId = WorkspaceId.safeParse(name);
  if (verb !== 'list' && !(verb === 'disconnect' && workspaceId.success)) {
    print(usage);
    return 2;
  }
  const storage = await openStorage({ url: storeUrl, clock: systemClock });
  try {
    const connections = storage.keyv('connections');
    if (verb === 'list') {
      for await (const [id] of connections.iterator?.(undefined) ?? []) print(String(id));
      return 0;
    }
    const isGone = await connections.delete(String(name));
    print(
      isGone
        ? `${name} is disconnected. The next start stores the connection of the environment.`
        : `${name} has no connection.`,
    );
    return isGone ? 0 : 1;
  } finally {
    await storage.close();
  }
}

if (import.meta.main) {
  const storeUrl = process.env.STORE_URL?.trim() || 'sqlite:data/wasend.db';
  workspacesCommand(process.argv.slice(2), storeUrl, (line) => process.stdout.write(`${line}\n`)).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
