import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStoreForReading } from '../../src/storage/open-for-reading.ts';
import { House } from './house.ts';

const root = new URL('../fixtures/slack/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, root), 'utf8'));
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root)).map((file) => `${folder}${file}`);

/** The exact bytes Slack sent, as its own SDKs' tests have them. */
function encode(file: string): { body: string; type: string } {
  const form = 'application/x-www-form-urlencoded';
  const payload = read(file);
  if (typeof payload === 'object' && payload !== null && 'raw_body' in payload)
    return { body: String(payload.raw_body), type: form };
  if (file.startsWith('events/')) return { body: JSON.stringify(payload), type: 'application/json' };
  return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), type: form };
}

/** How far the ledger of each workspace goes, and that nothing in the store is amiss. */
async function entriesIn(storeUrl: string) {
  const store = await openStoreForReading(storeUrl);
  try {
    const { file, workspaces } = await store.verify();
    expect([...file, ...workspaces.flatMap(({ faults }) => faults)]).toEqual([]);
    return workspaces.map(({ workspaceId, lastHash }) => [workspaceId, lastHash]);
  } finally {
    await store.close();
  }
}

describe('payloads recorded from Slack, for workspaces and forms that are not ours', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.start();
  });
  afterAll(() => house.end());

  const files = [...filesIn('interactive/payloads/'), ...filesIn('events/payloads/')].filter(
    (file) => !file.includes('.reply.'),
  );

  test.each(files)('%s changes nothing and breaks nothing', async (file) => {
    const { body, type } = encode(file);
    const before = await entriesIn(house.config.storeUrl);
    const delivery = await house.slack.raw(body, { 'content-type': type, ...house.slack.sign(body) });
    expect([200, 404]).toContain(delivery.timedOut ? 404 : delivery.status);
    expect(house.wasend.journal).toEqual([]);
    expect(await entriesIn(house.config.storeUrl)).toEqual(before);
    expect((await fetch(`http://127.0.0.1:${house.app.port}/healthz`)).status).toBe(200);
  });
});
