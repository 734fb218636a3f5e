import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { encryptionKey, sessionId } from '../journeys/house.ts';
import { describeWith, testPostgres } from '../postgres/test-postgres.ts';
import { checkEnd } from './check-end.ts';
import { eventually, Farm, seeded } from './farm.ts';
import { PostgresServer } from './postgres-server.ts';
import { openTurningDoor } from './turning-door.ts';

const run = promisify(execFile);
const bulk = 12;

/** Runs a command of the app as an operator does; answers what it printed. Throws where it does not end well. */
async function command(name: 'ledger' | 'workspaces', words: readonly string[], storeUrl: string) {
  const file = fileURLToPath(new URL(`../../src/cli/${name}.ts`, import.meta.url));
  const env = { STORE_URL: storeUrl, ENCRYPTION_KEY: encryptionKey };
  const { stdout } = await run(process.execPath, [file, ...words], { env });
  return stdout.trim();
}

describeWith(await testPostgres(), 'a Postgres restored from a base backup', () => {
  test('is whole, and what was open in it ends without a call when its connections are let go of before the start', async () => {
    const door = await openTurningDoor();
    const primary = await PostgresServer.create();
    await primary.start();
    door.turnTo(primary.port);
    const storeUrl = `postgres://postgres:postgres@127.0.0.1:${door.port}/postgres`;
    const farm = await Farm.start(storeUrl, seeded(12), {
      calls: 1_000,
      groups: bulk * 2,
      environment: { WASEND_RATE: '1000/60', BULK_GAP_SECONDS: '1' },
    });
    await Promise.all([0, 1].map((index) => farm.revive(index)));
    const groups = farm.wasend.world.groups(sessionId).slice(-bulk * 2);
    const ids = groups.slice(0, bulk).map(({ id }) => id);
    await farm.confirm(await farm.openModal(ids), ids.length);
    await eventually('some are asked for', () => farm.wasend.leaveCalls().length >= 3);
    const restored = await primary.baseBackup();
    // Asked for after the backup: nothing in it knows of them.
    const later = groups.slice(bulk).map(({ id }) => id);
    await farm.confirm(await farm.openModal(later), later.length);
    await checkEnd(farm, [ids, later]);
    for (const index of [0, 1]) await farm.kill(index);
    await primary.kill();

    await restored.start();
    door.turnTo(restored.port);
    const verified = await command('ledger', ['verify'], storeUrl);
    expect(verified).toMatch(/^T0AGENCY: whole, \d+ entries, last hash [0-9a-f]{8}$/);
    const [open] = await farm.requests();
    expect(open?.finishedAt).toBeNull();
    const waiting = open?.leaves.filter(({ status }) => status.kind === 'waiting').length ?? 0;
    expect(waiting).toBeGreaterThan(0);
    expect(await command('workspaces', ['list'], storeUrl)).toBe('T0AGENCY');
    await command('workspaces', ['disconnect', 'T0AGENCY'], storeUrl);
    await farm.revive(0, { WASEND_API_KEY: '', WASEND_SESSION_ID: '', AUDIT_CHANNEL: '' });
    await eventually('what was open ends', async () => (await farm.requests())[0]?.closing !== null);
    const requests = await farm.requests();
    expect(requests).toHaveLength(1);
    for (const id of [...ids, ...later]) expect(farm.wasend.leaveCalls(id)).toHaveLength(1);
    const kinds = requests[0]?.leaves.map(({ status }) => status.kind) ?? [];
    expect(kinds.filter((kind) => kind === 'calling' || kind === 'looking' || kind === 'waiting')).toEqual(
      [],
    );
    expect((await farm.verdict()).workspaces.map(({ faults }) => faults)).toEqual([[]]);
    process.stdout.write(
      `restored with ${waiting} of ${bulk} groups waiting that had all been left: none called again; ${verified}\n`,
    );
  });
});
