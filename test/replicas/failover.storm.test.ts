import { setTimeout as pause } from 'node:timers/promises';
import { test } from '@jest/globals';
import { sessionId } from '../journeys/house.ts';
import { describeWith, testPostgres } from '../postgres/test-postgres.ts';
import { checkEnd } from './check-end.ts';
import { eventually, Farm, seeded } from './farm.ts';
import { PostgresServer } from './postgres-server.ts';
import { standbyOf } from './standby-of.ts';
import { openTurningDoor, type TurningDoor } from './turning-door.ts';

const failovers = Number(process.env.FAILOVERS ?? 1);
const seed = Number(process.env.SEED ?? 11);
/** How long it takes somebody to see that the primary is gone and to promote the standby (milliseconds). */
const noticedAfterMs = 2_000;
const bulk = 40;

/** Kills the primary, promotes the standby and turns the door to it. Answers when which of it was (milliseconds). */
async function failOver(
  primary: PostgresServer,
  standby: PostgresServer,
  door: TurningDoor,
  how: 'cut' | 'silent',
) {
  const diedAt = performance.now();
  if (how === 'silent') door.fallSilent();
  await primary.kill();
  await pause(noticedAfterMs);
  // Nobody is there yet who would have to confirm what it writes.
  await standby.promote();
  await standby.set('synchronous_standby_names', '');
  door.turnTo(standby.port);
  return { diedAt, turnedAt: performance.now() };
}

describeWith(await testPostgres(), 'a Postgres that fails over', () => {
  test.each([
    { how: 'cut', rounds: failovers },
    { how: 'silent', rounds: 1 },
  ] as const)(
    'killed in the middle of a bulk request, its connections $how, its synchronous standby promoted: no call without its record, none twice, and all goes on by itself',
    async ({ how, rounds }) => {
      const random = seeded(seed);
      const door = await openTurningDoor();
      let primary = await PostgresServer.create();
      await primary.start();
      door.turnTo(primary.port);
      const farm = await Farm.start(`postgres://postgres:postgres@127.0.0.1:${door.port}/postgres`, random, {
        calls: 1_000,
        groups: rounds * bulk + 1,
        environment: { WASEND_RATE: '1000/60' },
      });
      await Promise.all(['-2000', '0', '2000'].map((SKEW_MS, index) => farm.revive(index, { SKEW_MS })));
      const ids = farm.wasend.world
        .groups(sessionId)
        .slice(-rounds * bulk - 1)
        .map(({ id }) => id);
      const asked: string[][] = [];
      for (let round = 0; round < rounds; round += 1) {
        const standby = await standbyOf(primary);
        const some = ids.slice(round * bulk, (round + 1) * bulk);
        asked.push(some);
        await farm.confirm(await farm.openModal(some), some.length);
        const before = farm.wasend.leaveCalls().length;
        const most = 1 + Math.floor(random() * (bulk - 5));
        await eventually('some are asked for', () => farm.wasend.leaveCalls().length - before >= most);
        const { diedAt, turnedAt } = await failOver(primary, standby, door, how);
        const during = farm.wasend.leaveCalls().length;
        primary = standby;
        await eventually('calls are made again', () => farm.wasend.leaveCalls().length > during);
        const backMs = performance.now() - turnedAt;
        process.stdout.write(
          `failover ${round + 1}: died after ${during - before} of ${bulk} calls; the address led to the new primary after ${Math.round(turnedAt - diedAt)} ms, next call ${Math.round(backMs)} ms later\n`,
        );
      }
      const last = ids.slice(-1);
      await farm.confirm(await farm.openModal(last), 1);
      await checkEnd(farm, [...asked, last]);
      const calls = [...asked.flat(), ...last].map((id) => farm.wasend.leaveCalls(id).length);
      process.stdout.write(
        `${rounds} failovers, connections ${how}: ${calls.filter((count) => count === 1).length} of ${calls.length} groups called once, none twice; ${farm.cards()} cards of ${asked.length + 1}, ${farm.audits()} audit lines\n`,
      );
    },
  );
});
