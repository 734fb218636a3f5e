import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionIds } from '../../src/messages/ids.ts';
import { admin, guest, House, member, owner } from './house.ts';
import { endsOf, onRecord } from './on-record.ts';

const approval = { needed: 1, overGroups: 0, minutes: 15 };
let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', LEAVERS: 'everyone' });
  await house.rule({ leavers: 'everyone', holdSeconds: 0, approval });
});
afterEach(() => house.end());

async function ask(...groupIds: string[]): Promise<void> {
  await house.openModal(groupIds.join(' '), { user: admin });
  await house.confirm({ user: admin });
  await house.until('a card that asks for approval', () => house.card().includes('Approval needed'));
}
const approve = (user: string) => house.press(actionIds.approve, user);

describe('approvals', () => {
  test('nothing is called before somebody else approves; the card and the audit line name them', async () => {
    const { view } = await house.openModal(house.group().id);
    expect(house.text(view.content)).toMatch(/must approve by/);
    await house.confirm();
    await house.until('a card', () => house.card().includes('Approval needed'));
    await house.clock.advance(60_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
    await approve(owner);
    await house.until('an audit line', () => house.audit().length > 0, 500);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    expect(house.card()).toContain('approved by ⁨Olu Owner⁩');
    expect(house.card()).not.toContain(actionIds.approve);
    expect(house.audit()[0]).toContain('approved by ⁨Olu Owner⁩');
  });

  test('the one who asked cannot approve, is told so alone, and it is on record', async () => {
    await ask(house.group().id);
    await approve(admin);
    await house.until('a word', () => house.whispers(admin).length > 0);
    expect(house.whispers(admin)[0]).toContain('This is your own request');
    expect(onRecord(house, 'press-refused')).toEqual([
      { type: 'press-refused', by: admin, press: 'approve', rule: 'own-request' },
    ]);
  });

  test.each([
    ['a guest', guest, 'Guests may not'],
    ['somebody whom the rules do not name', member, 'ask one of them'],
  ])('%s cannot approve', async (_, user, words) => {
    await house.rule({ leavers: 'everyone' });
    await ask(house.group().id);
    await house.rule({ leavers: 'admins' });
    await approve(user);
    await house.until('a word', () => house.whispers(user).length > 0);
    expect(house.whispers(user)[0]).toContain(words);
    await house.clock.advance(60_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('two are needed: the same person twice is one', async () => {
    await house.rule({ approval: { ...approval, needed: 2 } });
    await ask(house.group().id);
    await approve(owner);
    await house.until('the first name', () => house.card().includes('1 of 2 so far'), 500);
    await approve(owner);
    await house.until('a word', () => house.whispers(owner).length > 1);
    expect(house.whispers(owner)[1]).toContain('You have approved this already');
    expect(house.wasend.leaveCalls()).toEqual([]);
    await approve(member);
    await house.until('an audit line', () => house.audit().length > 0, 500);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
  });

  test('one decline ends it', async () => {
    await ask(house.group().id);
    await house.press(actionIds.decline, owner);
    await house.until('an audit line', () => house.audit().length > 0, 500);
    await house.until('the end on the card', () => house.card().includes('Declined by ⁨Olu Owner⁩'), 500);
    expect(house.card()).toContain('Wasend was not asked.');
    expect(house.card()).not.toContain(actionIds.decline);
    expect(await endsOf(house)).toEqual(['not-asked']);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('it expires after its time, across a restart, and a late press is told so', async () => {
    await ask(house.group().id);
    const card = house.cards().at(-1);
    const late = structuredClone(card?.blocks);
    await house.stopApp();
    await house.startApp();
    await house.clock.advance(15 * 60_000 + 1);
    await house.until('an audit line', () => house.audit().length > 0, 500);
    await house.until('the end on the card', () => house.card().includes('Not approved by'), 500);
    expect(house.audit()[0]).toContain('Not approved by');
    expect(onRecord(house, 'approval-expired')).toHaveLength(1);
    // The person's screen still shows the buttons.
    if (card !== undefined) Object.assign(card, { blocks: late });
    await approve(owner);
    await house.until('a word', () => house.whispers(owner).length > 0);
    expect(house.whispers(owner)[0]).toContain('the time to approve is over');
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('an approval survives a restart and counts once', async () => {
    await house.rule({ approval: { ...approval, needed: 2 } });
    await ask(house.group().id);
    await approve(owner);
    await house.until('the first name', () => house.card().includes('1 of 2'), 500);
    await house.stopApp();
    await house.startApp();
    await approve(member);
    await house.until('an audit line', () => house.audit().length > 0, 500);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    expect(house.audit()[0]).toContain('approved by ⁨Olu Owner⁩ and ⁨Mei Member⁩');
  });

  test('what is not as it was approved is set aside and said; the rest is left', async () => {
    const [kept, renamed] = [house.group(0), house.group(1)];
    await ask(kept.id, renamed.id);
    house.wasend.world.rename(renamed.id, 'Something else entirely');
    await house.clock.advance(40_000);
    await approve(owner);
    await house.until('an audit line', () => house.audit().length > 0, 500);
    expect(onRecord(house, 'rechecked')[0]?.setAside).toEqual([{ groupId: renamed.id, why: 'renamed' }]);
    expect(house.card()).toContain('Set aside');
    expect(house.wasend.leaveCalls().map(({ groupId }) => groupId)).toEqual([kept.id]);
  });

  test('a list that cannot be read again is set aside whole, in the end', async () => {
    await ask(house.group().id);
    await house.clock.advance(40_000);
    house.wasend.faults.next('500', { route: 'group', times: 100 });
    house.wasend.faults.next('500', { route: 'info', times: 100 });
    await approve(owner);
    await house.until('an audit line', () => house.audit().length > 0, 5_000);
    expect(
      onRecord(house, 'rechecked')
        .at(-1)
        ?.setAside.map(({ why }) => why),
    ).toEqual(['not-checked']);
    expect(house.card()).toContain('Set aside');
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('a smaller request needs nobody', async () => {
    await house.rule({ approval: { ...approval, overGroups: 1 } });
    await house.leave(house.group().id);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
  });

  test.each([
    ['who asked takes it back', admin, 'declined'],
    ['who may approve declines it', owner, 'declined'],
    ['anybody else in the channel stops it', guest, 'stop-asked'],
  ] as const)('“Don’t leave” ends a request that waits: %s', async (_, user, event) => {
    await ask(house.group().id);
    await house.press(actionIds.decline, user);
    await house.until('an audit line', () => house.audit().length > 0, 500);
    expect(onRecord(house, event).map(({ by }) => by)).toEqual([user]);
    await house.until('a word', () => house.whispers(user).length > 0);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });
});
