import { ConfigError } from '../../errors.ts';
import { copyingKey, isHalfCopied } from '../sql/half-copied.ts';
import type { Sql, SqlRow, SqlValue, Steps } from '../sql/steps.ts';
import type { StoreVerdict } from '../verify.ts';
import { type CopiedTable, copiedTables } from './copied-tables.ts';
import type { CopyEnd } from './open-for-copying.ts';

/** Rows read and written at a time: so many are at stake when a copy is killed. */
const usualPageRows = 1_000;
/** Rows in one statement; no database takes places without end. */
const statementRows = 50;

export interface CopyProgress {
  readonly table: string;
  readonly copied: number;
  readonly of: number;
}

/**
 * Copies a whole store into an empty one, and answers what a check of both has found: the copy counts only where both
 * are whole and alike. It can be killed and run again: it goes on behind the last row that arrived. Throws ConfigError
 * for a source with faults or half copied itself, and for a target that holds anything else.
 */
export async function copyStore(
  from: CopyEnd,
  to: CopyEnd,
  progress: (progress: CopyProgress) => void,
  pageRows = usualPageRows,
): Promise<{ readonly from: StoreVerdict; readonly to: StoreVerdict }> {
  if (await from.store.read(() => isHalfCopied(from.store.sql)))
    throw new ConfigError('The source is half copied itself.');
  const source = await from.verify();
  if (hasFaults(source))
    throw new ConfigError('The source has faults; nothing was copied. Run: npm run ledger -- verify');
  await begin(to, JSON.stringify(marksOf(source)));
  for (const table of copiedTables)
    if (table.key.length === 0) await copyAtOnce(from, to, table, progress);
    else await copyByPages(from, to, table, progress, pageRows);
  const target = await to.verify();
  const isWhole = !hasFaults(target) && JSON.stringify(marksOf(target)) === JSON.stringify(marksOf(source));
  if (!isWhole) throw new ConfigError('The copy is not what the source is, and is not to be used.');
  await to.store.write({ durability: 'durable' }, () =>
    to.store.sql.run('DELETE FROM keyv WHERE key = ?', copyingKey),
  );
  return { from: source, to: target };
}

const hasFaults = ({ file, workspaces }: StoreVerdict): boolean =>
  file.length > 0 || workspaces.some(({ faults }) => faults.length > 0);

/** What tells one history from another: every chain's end and length. */
function marksOf({ workspaces }: StoreVerdict): (readonly [string, number, string])[] {
  return workspaces
    .map(({ workspaceId, entries, lastHash }) => [workspaceId, entries, lastHash] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Marks an empty target, or finds the mark of the same copy. Throws ConfigError otherwise. */
async function begin({ store }: CopyEnd, marks: string): Promise<void> {
  const { sql } = store;
  await store.write({ durability: 'durable', key: copyingKey }, function* () {
    const mark = yield* sql.get('SELECT value FROM keyv WHERE key = ?', copyingKey);
    if (mark !== undefined && mark.value === marks) return;
    if (mark !== undefined)
      throw new ConfigError('The target holds half of another copy. Name an empty one.');
    for (const { name } of copiedTables)
      if ((yield* sql.get(`SELECT 1 FROM ${name} LIMIT 1`)) !== undefined)
        throw new ConfigError(`The target is not empty: it has ${name}. Name an empty one.`);
    yield* sql.run('INSERT INTO keyv (key, value) VALUES (?, ?)', copyingKey, marks);
  });
}

async function copyByPages(
  from: CopyEnd,
  to: CopyEnd,
  table: CopiedTable,
  progress: (progress: CopyProgress) => void,
  pageRows: number,
): Promise<void> {
  const { name } = table;
  const of = await count(from, name);
  let copied = await count(to, name);
  // Rows arrive in the order of their key, so the last one tells which are missing. The mark is not of the copy.
  let last = await to.store.read(() => lastOf(to.store.sql, table));
  for (;;) {
    const after = last;
    const rows = await from.store.read(() => pageAfter(from.store.sql, table, after, pageRows));
    if (rows.length === 0) break;
    await to.store.write({ durability: 'durable' }, () => insert(to.store.sql, table, rows));
    last = rows.at(-1) ?? null;
    copied += rows.length;
    progress({ table: name, copied: Math.min(copied, of), of });
  }
}

async function copyAtOnce(
  from: CopyEnd,
  to: CopyEnd,
  table: CopiedTable,
  progress: (progress: CopyProgress) => void,
): Promise<void> {
  const { name, columns } = table;
  const rows = await from.store.read(() => from.store.sql.all(`SELECT ${columns.join(', ')} FROM ${name}`));
  await to.store.write({ durability: 'durable' }, function* () {
    yield* to.store.sql.run(`DELETE FROM ${name}`);
    yield* insert(to.store.sql, table, rows);
  });
  if (rows.length > 0) progress({ table: name, copied: rows.length, of: rows.length });
}

async function count({ store }: CopyEnd, name: string): Promise<number> {
  const row = await store.read(() =>
    store.sql.get(`SELECT COUNT(*) AS found FROM ${name}${name === 'keyv' ? notTheMark : ''}`),
  );
  return Number(row?.found ?? 0);
}

const notTheMark = ` WHERE key <> '${copyingKey}'`;

function* lastOf(sql: Sql, { name, key }: CopiedTable): Steps<SqlRow | null> {
  const order = key.map((column) => `${column} DESC`).join(', ');
  const where = name === 'keyv' ? notTheMark : '';
  return (yield* sql.get(`SELECT ${key.join(', ')} FROM ${name}${where} ORDER BY ${order} LIMIT 1`)) ?? null;
}

function pageAfter(
  sql: Sql,
  { name, key, columns }: CopiedTable,
  last: SqlRow | null,
  pageRows: number,
): Steps<SqlRow[]> {
  const places = key.map(() => '?').join(', ');
  const where = last === null ? '' : ` WHERE (${key.join(', ')}) > (${places})`;
  const values = last === null ? [] : key.map((column) => last[column] as SqlValue);
  const text = `SELECT ${columns.join(', ')} FROM ${name}${where} ORDER BY ${key.join(', ')} LIMIT ${pageRows}`;
  return sql.all(text, ...values);
}

function* insert(sql: Sql, { name, columns }: CopiedTable, rows: readonly SqlRow[]): Steps<void> {
  const places = `(${columns.map(() => '?').join(', ')})`;
  for (let start = 0; start < rows.length; start += statementRows) {
    const some = rows.slice(start, start + statementRows);
    const text = `INSERT INTO ${name} (${columns.join(', ')}) VALUES ${some.map(() => places).join(', ')}`;
    yield* sql.run(text, ...some.flatMap((row) => columns.map((column) => row[column] as SqlValue)));
  }
}
