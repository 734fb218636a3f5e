import { createInterface } from 'node:readline';
import { ulid } from 'ulid';
import { systemClock } from '../clock.ts';
import { readStoreUrl } from '../config/read-config.ts';
import { ChannelId, WorkspaceId } from '../leaving/ids.ts';
import { defaultRules } from '../leaving/rules/default-rules.ts';
import { parseApiKey } from '../leaving/typed/api-key.ts';
import { parseSessionId } from '../leaving/typed/session-id.ts';
import { malformedKeyWords } from '../messages/home/forms/connect-form.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { type Connection, type Connections, createConnections } from '../workspaces/connections.ts';
import { parseEncryptionKeys } from '../workspaces/sealed/encryption-keys.ts';
import { createSecretBox } from '../workspaces/sealed/secret-box.ts';
import { runCommand } from './run-command.ts';

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
  const storage = await openStorage({ url: means.storeUrl, clock: systemClock, newId: () => ulid() });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

async function list(storage: Storage, { print }: WorkspacesMeans): Promise<number> {
  const workspaces = await connectionsOf(storage, []).workspaces();
  for (const workspaceId of workspaces) print(workspaceId);
  if (workspaces.length === 0) print('No workspace is connected.');
  return 0;
}

async function disconnect(
  storage: Storage,
  workspaceId: WorkspaceId,
  { print, encryptionKey }: WorkspacesMeans,
): Promise<number> {
  const keys = encryptionKey === '' ? [] : parseEncryptionKeys(encryptionKey);
  const wasConnected = await connectionsOf(storage, keys).remove(workspaceId, null);
  print(wasConnected ? `${workspaceId} is disconnected.` : `${workspaceId} has no connection.`);
  return wasConnected ? 0 : 1;
}

/** Changes from here are on record like any other; only the rules' own defaults are of no matter to it. */
function connectionsOf(storage: Storage, keys: readonly Buffer[]): Connections {
  const keyv = storage.keyv('connections', 'durable');
  return createConnections({ keyv, secretBox: createSecretBox(keys), rules: storage.rules(defaultRules) });
}

async function connect(
  storage: Storage,
  wanted: Pick<Connection, 'workspaceId' | 'sessionId' | 'auditChannel'>,
  { encryptionKey, readKey, print }: WorkspacesMeans,
): Promise<number> {
  const keys = parseEncryptionKeys(encryptionKey);
  const key = parseApiKey(await readKey());
  if (key.kind === 'malformed') {
    print(`${malformedKeyWords[key.why]} Nothing was stored.`);
    return 2;
  }
  const { apiKey } = key;
  const connection = { ...wanted, apiKey, connectedAt: systemClock.now(), connectedBy: null };
  await connectionsOf(storage, keys).put(connection, null);
  print(`${wanted.workspaceId} is connected with the key ending in ${apiKey.slice(-4)}.`);
  return 0;
}

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Wasend API key: ');
  for await (const line of createInterface(process.stdin)) return line;
  return '';
}

if (import.meta.main) {
  runCommand((print) =>
    workspacesCommand(process.argv.slice(2), {
      storeUrl: readStoreUrl(process.env),
      encryptionKey: process.env.ENCRYPTION_KEY ?? '',
      readKey: readStandardInput,
      print,
    }),
  );
}
