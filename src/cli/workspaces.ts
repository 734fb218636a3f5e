import { createInterface } from 'node:readline';
import { systemClock } from '../clock.ts';
import { ChannelId, WorkspaceId } from '../leaving/ids.ts';
import { parseSessionId } from '../leaving/typed/session-id.ts';
import { openStorage, type Storage } from '../storage/open-storage.ts';
import { type Connection, createConnections } from '../workspaces/connections.ts';
import { createSecretBox, parseEncryptionKeys } from '../workspaces/secret-box.ts';

const usage = `The workspaces this store holds a connection of. Stop the app first: one store serves one process.

  npm run workspaces -- list                      the connected workspaces
  npm run workspaces -- connect <workspaceId> <sessionId> [auditChannel]
                                                  stores the Wasend API key that it reads from standard input
  npm run workspaces -- disconnect <workspaceId>  lets go of the stored key, session and audit channel

The store is STORE_URL, or sqlite:data/wasend.db.`;

export interface WorkspacesMeans {
  readonly storeUrl: string;
  /** As in ENCRYPTION_KEY; only `connect` needs it. */
  readonly encryptionKey: string;
  /** The Wasend API key, as typed or piped in; a key on the command line would stay in the shell's history. */
  readonly readKey: () => Promise<string>;
  readonly print: (line: string) => void;
}

/** Answers the exit code: 0 done, 1 there was no such connection, 2 the command was not understood. */
export async function workspacesCommand(words: readonly string[], means: WorkspacesMeans): Promise<number> {
  const [verb, name, session, channel] = words;
  const workspaceId = WorkspaceId.safeParse(name);
  const sessionId = parseSessionId(session ?? '');
  if (verb === 'list') return withStore(means, (storage) => list(storage, means));
  if (verb === 'disconnect' && workspaceId.success) {
    return withStore(means, (storage) => disconnect(storage, workspaceId.data, means));
  }
  if (verb === 'connect' && workspaceId.success && sessionId.kind === 'session') {
    const auditChannel = channel === undefined ? null : ChannelId.parse(channel);
    const wanted = { workspaceId: workspaceId.data, sessionId: sessionId.sessionId, auditChannel };
    return withStore(means, (storage) => connect(storage, wanted, means));
  }
  means.print(usage);
  return 2;
}

async function withStore(
  means: WorkspacesMeans,
  work: (storage: Storage) => Promise<number>,
): Promise<number> {
  const storage = await openStorage({ url: means.storeUrl, clock: systemClock });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

async function list(storage: Storage, { print }: WorkspacesMeans): Promise<number> {
  for await (const [id] of storage.keyv('connections').iterator?.(undefined) ?? []) print(String(id));
  return 0;
}

async function disconnect(
  storage: Storage,
  workspaceId: WorkspaceId,
  { print }: WorkspacesMeans,
): Promise<number> {
  const isGone = await storage.keyv('connections').delete(workspaceId);
  print(isGone ? `${workspaceId} is disconnected.` : `${workspaceId} has no connection.`);
  return isGone ? 0 : 1;
}

async function connect(
  storage: Storage,
  wanted: Pick<Connection, 'workspaceId' | 'sessionId' | 'auditChannel'>,
  { encryptionKey, readKey, print }: WorkspacesMeans,
): Promise<number> {
  const secretBox = createSecretBox(parseEncryptionKeys(encryptionKey));
  const apiKey = (await readKey()).trim();
  if (apiKey === '') {
    print('No key was given; nothing was stored.');
    return 2;
  }
  const connections = createConnections({ keyv: storage.keyv('connections'), secretBox });
  await connections.put({ ...wanted, apiKey, connectedAt: Date.now() });
  print(`${wanted.workspaceId} is connected with the key ending in ${apiKey.slice(-4)}.`);
  return 0;
}

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Wasend API key: ');
  for await (const line of createInterface(process.stdin)) return line;
  return '';
}

if (import.meta.main) {
  const storeUrl = process.env.STORE_URL?.trim() || 'sqlite:data/wasend.db';
  workspacesCommand(process.argv.slice(2), {
    storeUrl,
    encryptionKey: process.env.ENCRYPTION_KEY ?? '',
    readKey: readStandardInput,
    print: (line) => process.stdout.write(`${line}\n`),
  }).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
