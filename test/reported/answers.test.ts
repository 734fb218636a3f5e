import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CustomAnswer } from '@wasend-slack/wasend-stand-in/faults/custom-answer.ts';
import { reportedCase } from '../cases.ts';
import { House, sessionId } from '../journeys/house.ts';
import { endsOf } from '../journeys/on-record.ts';

interface Input {
  readonly leave_answer: CustomAnswer;
  readonly groups: number;
}

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
});
afterEach(() => house.end());

async function leaveSeveral({ leave_answer: answer, groups }: Input, happens = () => {}): Promise<string[]> {
  const ids = house.wasend.world.addManyGroups(sessionId, groups);
  await house.openModal(ids.join(' '));
  house.wasend.faults.next(answer, { route: 'leave', groupId: ids[0] ?? '', does: false });
  happens();
  await house.confirm();
  await house.told(1_000);
  return ids;
}
const callsOf = (ids: readonly string[]) =>
  ids.map((id) => house.wasend.leaveCalls().filter(({ groupId }) => groupId === id).length);

test('a 404 whose path names the session is about its group, and the others go on (404-session-in-path)', async () => {
  const ids = await leaveSeveral(reportedCase<Input>('404-session-in-path').input);
  expect(callsOf(ids)).toEqual([1, 1, 1]);
  expect(await endsOf(house)).toEqual(['refused', 'left', 'left']);
});

test('a session that is said not to be active, and is not, ends the request (400-session-inactive)', async () => {
  const { input } = reportedCase<Input>('400-session-inactive');
  const ids = await leaveSeveral(input, () => house.wasend.world.setStatus(sessionId, 'STOPPED'));
  expect(callsOf(ids)).toEqual([1, 0, 0]);
  expect((await endsOf(house)).slice(1)).toEqual(['not-asked', 'not-asked']);
});

test('a session that is said not to be active, and works, ends nothing (400-session-inactive)', async () => {
  const ids = await leaveSeveral(reportedCase<Input>('400-session-inactive').input);
  expect(callsOf(ids)).toEqual([1, 1, 1]);
});
