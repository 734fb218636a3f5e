import { DatabaseSync } from 'node:sqlite';
import type { RequestEvent } from '../../src/leaving/events.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import type { NoteEvent } from '../../src/leaving/notes.ts';
import type { Request } from '../../src/leaving/request.ts';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { sqlitePath } from '../../src/storage/open-storage.ts';
import type { House } from './house.ts';

type Recorded = RequestEvent | NoteEvent;

/** The entries of one kind as they stand in the ledger now, oldest first, of all workspaces and requests. */
export function onRecord<Type extends Recorded['type']>(
  house: House,
  type: Type,
): readonly Extract<Recorded, { type: Type }>[] {
  const rows = read(house, 'SELECT data FROM entries WHERE type = ? ORDER BY rowid', type);
  return rows.map((data) => ({ type, ...JSON.parse(data) }));
}

/** What every entry of a workspace says, as it is stored. */
export function entriesOf(house: House, workspace: string): readonly string[] {
  return read(house, 'SELECT data FROM entries WHERE workspace_id = ? ORDER BY rowid', workspace);
}

function read(house: House, question: string, value: string): readonly string[] {
  const database = new DatabaseSync(sqlitePath(house.config.storeUrl), { readOnly: true });
  try {
    return database
      .prepare(question)
      .all(value)
      .map(({ data }) => String(data));
  } finally {
    database.close();
  }
}

/** What `ledger verify` finds wrong in the store, beside the running app. */
export async function faultsOf(house: House): Promise<readonly unknown[]> {
  const store = await openStoreForReading(house.config.storeUrl);
  try {
    const { file, workspaces } = await store.verify();
    return [...file, ...workspaces.flatMap(({ faults }) => faults)];
  } finally {
    await store.close();
  }
}

/** The requests of a workspace, newest first. */
export async function requestsOf(house: House, workspace = 'T0AGENCY'): Promise<Request[]> {
  const all = { by: null, groupId: null, sessions: null, before: null, limit: 100 };
  const ids = await house.storage.ledger.past(WorkspaceId.parse(workspace), all);
  const requests = await Promise.all(ids.map((id) => house.storage.ledger.load(id)));
  return requests.filter((request) => request !== null);
}

/** What became of each group of the newest request. */
export async function endsOf(house: House): Promise<string[]> {
  const [newest] = await requestsOf(house);
  return newest?.leaves.map(({ status: { kind } }) => kind) ?? [];
}
