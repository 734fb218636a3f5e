import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CustomAnswer } from '@wasend-slack/wasend-stand-in/faults/custom-answer.ts';
import { reportedCase } from '../cases.ts';
import { outcomeIn } from '../journeys/answers/one-answer.ts';
import { House, sessionId } from '../journeys/house.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0' });
});
afterEach(() => house.end());

interface Member {
  readonly phonenumber: string;
}

describe('a Brazilian number whose groups know it without the ninth digit', () => {
  test('its groups can be left, and that it left is confirmed at the first look (br-ninth-digit)', async () => {
    const { self, group } = reportedCase<{
      self: { phoneNumber: string };
      group: { participants: readonly Member[] };
    }>('br-ninth-digit').input;
    const memberNumber = group.participants.at(-1)?.phonenumber ?? '';
    house.wasend.world.setNumber(sessionId, { phoneNumber: self.phoneNumber, memberNumber });
    house.wasend.stale.tellsLeftGroups = true;
    await house.openModal(house.group().id);
    expect(house.text(house.slack.world.viewsOf('U0ADMIN').at(-1)?.content)).toContain('"submit"');
    await house.confirm();
    await house.told();
    expect(await outcomeIn(house)).toMatchObject({ status: 'left, confirmed', looks: [3], calls: 1 });
  });

  test('an answer without word of it is never taken for left while it stands among the members (br-false-confirmed)', async () => {
    const { input } = reportedCase<{
      session_phone: string;
      leave_answer: CustomAnswer;
      participants_at_look: readonly string[];
      really_left: boolean;
    }>('br-false-confirmed');
    const memberNumber = `+${input.participants_at_look.at(-1)}`;
    house.wasend.world.setNumber(sessionId, { phoneNumber: input.session_phone, memberNumber });
    const id = house.wasend.world.addGroup(sessionId, {
      name: 'Equipe',
      otherMembers: input.participants_at_look.length - 1,
    });
    await house.openModal(id);
    house.wasend.faults.next(input.leave_answer, { route: 'leave', does: input.really_left });
    await house.confirm();
    await house.told(5_000);
    const { status, calls, card } = await outcomeIn(house);
    expect([status, calls]).toEqual(['still-in', 1]);
    expect(card).toContain('try_again');
    expect(card).not.toContain('confirmed');
    expect(house.wasend.world.isMember(sessionId, id)).toBe(!input.really_left);
  });
});

describe('a group that tells a part of its members', () => {
  test('can be left all the same, and a lost answer is not confirmed by it (partial-members)', async () => {
    const { title, input } = reportedCase<{ group: { participantcount: number } }>('partial-members');
    const id = house.wasend.world.addGroup(sessionId, {
      name: 'Town hall',
      otherMembers: input.group.participantcount - 1,
    });
    const told = Number(/^\d+/.exec(title)?.[0]);
    Object.assign(house.wasend.stale, { mostMembers: told, hidesUs: true, tellsMemberCount: true });
    await house.openModal(id);
    const shown = house.text(house.slack.world.viewsOf('U0ADMIN').at(-1)?.content);
    expect(shown).not.toContain('the number is not in it');
    expect(shown).toContain('"submit"');
    house.wasend.faults.next('504-html', { route: 'leave' });
    await house.confirm();
    await house.told(5_000);
    expect((await outcomeIn(house)).status).toBe('not-known');
  });
});
