import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { monotonicFactory } from 'ulid';
import { type ChainedRow, firstHash, hashRow } from '../../src/storage/hash-chain.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { encryptionKey } from '../peers/start-peer.ts';
import { apiKey, groupIdOf, workspaceId } from '../world/names.ts';

type Row = Record<string, SQLInputValue>;

/** Copies begin at groups that no flow of a measure uses. */
const firstGroup = 1_000_000;
const groups = 5_000;
/** What has ended did so before the last day, whose calls bear on the next one. */
const agedMs = 2 * 24 * 60 * 60_000;

/** Writes straight into a store that is closed: much faster than the app, and with hashes that `verify` accepts. */
export class GrowingStore {
  readonly #database: DatabaseSync;
  readonly #now: number;
  readonly #newId: (agoMs?: number) => string;
  readonly #heads = new Map<string, { sequence: number; hash: string }>();

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; BEGIN');
    this.#now = Date.now();
    const next = monotonicFactory();
    this.#newId = (agoMs = 0) => next(this.#now - agoMs);
  }

  /** Repeats the store's one request until there are `events` more entries, spread over these workspaces. */
  addRequests(events: number, workspaces: readonly string[] = [workspaceId]): void {
    const request = this.#rows('SELECT * FROM requests').at(-1);
    const entries = this.#rows('SELECT * FROM entries WHERE subject_id = ? ORDER BY version', id(request));
    const leaves = this.#rows('SELECT * FROM leaves WHERE request_id = ?', id(request));
    const group = String(leaves[0]?.group_id);
    const calls = this.#rows('SELECT * FROM calls WHERE is_leave = 1');
    const agoMs = request?.is_closed === 1 ? agedMs : 0;
    const ago = (time: SQLInputValue | undefined): SQLInputValue =>
      typeof time === 'number' ? time - agoMs : null;
    for (let made = 0; made * entries.length < events; made += 1) {
      const requestId = this.#newId(agoMs);
      const groupId = groupIdOf(
        firstGroup + (events === 0 ? 0 : made % Math.max(groups, events / entries.length)),
      );
      const workspace = workspaces[made % workspaces.length] ?? workspaceId;
      const swap = (text: string): string =>
        text.replaceAll(id(request), requestId).replaceAll(group, groupId);
      for (const entry of entries)
        this.#chain(workspace, {
          ...entry,
          subject_id: requestId,
          time: ago(entry.time),
          data: swap(String(entry.data)),
        });
      this.#insert('requests', { ...request, request_id: requestId, workspace_id: workspace });
      for (const call of calls)
        this.#insert('calls', { ...call, time: ago(call.time), workspace_id: workspace });
      for (const leave of leaves)
        this.#insert('leaves', {
          ...leave,
          left_at: ago(leave.left_at),
          request_id: requestId,
          group_id: groupId,
          workspace_id: workspace,
        });
    }
  }

  /** Connects so many more workspaces as the store's own is. Answers their ids. */
  addWorkspaces(count: number): string[] {
    const secretBox = createSecretBox([Buffer.from(encryptionKey, 'base64')]);
    const settings = this.#rows('SELECT * FROM settings WHERE workspace_id = ?', workspaceId)[0];
    const connection = this.#rows('SELECT * FROM keyv WHERE key = ?', `connections:${workspaceId}`)[0];
    const [note] = this.#rows("SELECT * FROM entries WHERE type = 'settings-changed'");
    const stored = JSON.parse(String(connection?.value));
    return Array.from({ length: count }, (_, index) => {
      const other = `T0W${String(index).padStart(7, '0')}`;
      const sealedApiKey = secretBox.seal(apiKey, { workspaceId: other, field: 'apiKey' });
      const value = JSON.stringify({ ...stored, value: { ...stored.value, sealedApiKey } });
      this.#insert('keyv', { ...connection, key: `connections:${other}`, value });
      if (settings !== undefined) this.#insert('settings', { ...settings, workspace_id: other });
      if (note !== undefined) this.#chain(other, { ...note, subject_id: this.#newId() });
      return other;
    });
  }

  close(): void {
    for (const [workspace, { sequence, hash }] of this.#heads) {
      this.#run(
        `INSERT INTO chains (workspace_id, last_sequence, last_hash) VALUES (?, ?, ?)
         ON CONFLICT (workspace_id) DO UPDATE SET last_sequence = excluded.last_sequence, last_hash = excluded.last_hash`,
        [workspace, sequence, hash],
      );
    }
    this.#database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
    this.#database.close();
  }

  #chain(workspace: string, entry: Row): void {
    const head = this.#heads.get(workspace) ?? this.#headOf(workspace);
    const sequence = head.sequence + 1;
    const row: ChainedRow = {
      workspaceId: workspace,
      sequence,
      subjectId: String(entry.subject_id),
      version: Number(entry.version),
      time: Number(entry.time),
      type: String(entry.type),
      data: String(entry.data),
      format: Number(entry.format),
    };
    const hash = hashRow(head.hash, row);
    this.#insert('entries', { ...entry, workspace_id: workspace, sequence, previous_hash: head.hash, hash });
    this.#heads.set(workspace, { sequence, hash });
  }

  #headOf(workspace: string): { sequence: number; hash: string } {
    const [row] = this.#rows('SELECT * FROM chains WHERE workspace_id = ?', workspace);
    if (row === undefined) return { sequence: 0, hash: firstHash };
    return { sequence: Number(row.last_sequence), hash: String(row.last_hash) };
  }

  #rows(text: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(text).all(...values) as Row[];
  }

  #insert(table: string, row: Row): void {
    const names = Object.keys(row);
    const marks = names.map(() => '?').join(', ');
    this.#run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, Object.values(row));
  }

  #run(text: string, values: readonly SQLInputValue[]): void {
    this.#statement(text).run(...values);
  }

  readonly #prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  #statement(text: string): ReturnType<DatabaseSync['prepare']> {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const made = this.#database.prepare(text);
    this.#prepared.set(text, made);
    return made;
  }
}

const id = (row: Row | undefined): string => String(row?.request_id);
