import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { openPostgresStorage } from '../../src/storage/postgres/open-postgres.ts';
import { begin, OpenStore } from '../contracts/open-store.ts';
import { ManualClock } from '../manual-clock.ts';
import { describeWith, newSchema, testPostgres } from '../postgres/test-postgres.ts';
import { everything } from './everything.ts';
import { fillWithPast } from './fill-with-past.ts';

const never = 24 * 60 * 60_000;
/** So many past requests are in the store; `REQUESTS=200000` makes a million entries of 100,000 workspaces. */
const requests = Number(process.env.REQUESTS ?? 20_000);
/** There are as many rows as there are replicas. */
const small = new Set(['replicas']);

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

describeWith(await testPostgres(), 'how Postgres goes about every statement', (server) => {
  const url = newSchema(server);
  const ran = new Map<string, readonly unknown[]>();
  const ofWrites = new Set<string>();
  let client: pg.Client;

  beforeAll(async () => {
    const store = await OpenStore.open(url, new ManualClock(begin), {
      opener: (options) => openPostgresStorage({ ...options, time: 'given', everyMs: never }),
    });
    const { query } = pg.Client.prototype;
    const heard = jest.spyOn(pg.Client.prototype, 'query');
    heard.mockImplementation(function (this: pg.Client, ...args: unknown[]) {
      const [text, values] = args;
      if (typeof text === 'string' && Array.isArray(values)) ran.set(text, values);
      return Reflect.apply(query, this, args);
    } as never);
    await everything(store, () => {
      for (const text of ran.keys()) ofWrites.add(text);
    });
    heard.mockRestore();
    await store.close();
    client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`SET search_path = "${new URL(url).searchParams.get('schema')}"`);
    await fillWithPast(client, requests, begin);
  });
  afterAll(() => client.end());

  /** With the values it ran with, and for whatever values may come. */
  async function plansOf(text: string, values: readonly unknown[]): Promise<Plan[]> {
    const planOf = ({ rows }: pg.QueryResult): Plan => rows[0]['QUERY PLAN'][0].Plan;
    return [
      planOf(await client.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values])),
      planOf(await client.query(`EXPLAIN (FORMAT JSON, GENERIC_PLAN) ${text}`)),
    ];
  }

  test('no statement goes through a whole table or index, however much is in it', async () => {
    expect(ran.size).toBeGreaterThan(50);
    const found: string[] = [];
    for (const [text, values] of ran)
      for (const plan of await plansOf(text, values))
        for (const step of scans(plan, false)) found.push(`${step}: ${text}`);
    expect(found).toEqual([]);
  });

  test('what is asked, claimed, answered and due costs nothing for what is past', async () => {
    expect(ofWrites.size).toBeGreaterThan(25);
    const ofThePast = /requests_of_workspace|requests_of_person|leaves_of_group|left_groups/;
    const grown: string[] = [];
    for (const text of ofWrites)
      for (const plan of await plansOf(text, ran.get(text) ?? []))
        for (const index of indexes(plan)) if (ofThePast.test(index)) grown.push(`${index}: ${text}`);
    expect(grown).toEqual([]);
  });
});

/** Steps that go through a whole table, or a whole index without an end to how much of it is wanted. */
function scans(plan: Plan, isLimited: boolean): string[] {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index = '' } = plan;
  const isWhole =
    (type === 'Seq Scan' && !small.has(table)) ||
    (/^Index|^Bitmap Index/.test(type) && plan['Index Cond'] === undefined && !isLimited);
  const below = (plan.Plans ?? []).flatMap((child) => scans(child, isLimited || type === 'Limit'));
  return isWhole ? [`${type} ${table} ${index}`, ...below] : below;
}

function indexes(plan: Plan): string[] {
  return [plan['Index Name'] ?? '', ...(plan.Plans ?? []).flatMap(indexes)];
}
