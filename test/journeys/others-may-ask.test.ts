import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { actionIds, fieldIds } from '../../src/messages/ids.ts';
import { admin, guest, House, member, owner, team } from './house.ts';
import { endsOf } from './on-record.ts';

describe('a workspace where others may ask', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ HOLD_SECONDS: '0' });
    await house.rule({ othersMayAsk: true, holdSeconds: 0 });
  });
  afterEach(() => house.end());

  const ask = async (): Promise<void> => {
    const { view } = await house.openModal(house.group().id, { user: member });
    expect(house.text(view.content)).toMatch(/Ask to leave this group.*an admin or owner.*must approve by/s);
    await house.confirm({ user: member });
    // A channel takes one post a second.
    await house.until('a card', () => house.card().includes('Approval needed'), 200);
  };
  const answerTo = async (text: string, user: string = member): Promise<string> => {
    const before = house.whispers(user).length;
    await house.slack.typeCommand({ user, channel: team, text });
    return house.until('an answer', () => house.whispers(user)[before]);
  };
  const approve = (user: string) => house.press(actionIds.approve, user);

  test('a member asks, nobody who may not leave approves it, and with an approval it is left', async () => {
    await ask();
    await house.clock.advance(60_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
    await approve(member);
    await house.until('a word', () => house.whispers(member).at(-1)?.includes('your own request'));
    await approve(guest);
    await house.until('a word', () => house.whispers(guest).at(-1)?.includes('Guests may not'));
    expect(house.wasend.leaveCalls()).toEqual([]);
    await approve(owner);
    await house.told();
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    expect(house.card()).toContain('approved by ⁨Olu Owner⁩');
  });

  test('admins and owners are asked alone, see all the facts there, and approve there', async () => {
    await ask();
    const alone = await house.until(
      'a direct message',
      () => house.slack.world.directMessagesTo(owner).at(-1),
      500,
    );
    expect(house.text(alone)).toContain('asked by ⁨Mei Member⁩');
    expect(house.slack.world.directMessagesTo(admin)).toHaveLength(1);
    await house.until('who was asked', () => house.card().includes('were asked by direct message'), 500);
    await house.slack.press({
      user: owner,
      channel: alone.channelId,
      ts: alone.ts,
      actionId: actionIds.approve,
    });
    await house.told();
    expect(house.wasend.leaveCalls()).toHaveLength(1);
    expect(house.text(house.slack.world.directMessagesTo(admin).at(-1)?.blocks)).toContain('Approved: ');
  });

  test('they find groups by name; the kill switch stays with those who may leave', async () => {
    await house.slack.typeCommand({ user: member, channel: team, text: 'padel' });
    await house.until('the matches', () =>
      house.text(house.slack.world.viewsOf(member).at(-1)?.content).includes('Padel Tuesdays'),
    );
    expect(await answerTo('stop all')).toContain('You may not leave groups here');
    expect(
      (await house.storage.rules(house.config.rules).get(WorkspaceId.parse('T0AGENCY'))).settings,
    ).toMatchObject({
      stoppedBy: null,
    });
  });

  test('they see status, history and details of what they asked for, and of nothing else', async () => {
    const [own, other] = [house.group(0), house.group(1)];
    await house.leave(other.id, { user: admin });
    const others = house.cards().at(-1);
    await ask();
    const status = await answerTo('status');
    expect(status).toContain(own.name);
    expect(status).toContain('needs approval');
    for (const text of ['history', `history <@${member}|mei>`]) {
      const history = await answerTo(text);
      expect(history).toContain(own.name);
      expect(history).not.toContain(other.name);
    }
    expect(await answerTo(`history ${own.id}`)).toContain(own.name);
    expect(await answerTo(`history ${other.id}`)).not.toContain(other.name);
    expect(await answerTo(`history <@${admin}|ada>`)).toContain('You may not leave groups here');
    await house.press(actionIds.decline, member);
    await house.told();
    await house.press(actionIds.details, member);
    await house.until('the details', () =>
      house.text(house.slack.world.viewsOf(member).at(-1)?.content).includes(own.id),
    );
    await house.slack.press({
      user: member,
      channel: team,
      ts: others?.ts ?? '',
      actionId: actionIds.details,
    });
    const shown = await house.until(
      'an answer in a modal',
      () =>
        house.text(house.slack.world.viewsOf(member).at(-1)?.content).includes('You may not leave') && 'no',
    );
    expect(shown).toBe('no');
  });

  test('a guest sees nothing of it', async () => {
    await ask();
    expect(await answerTo('status', guest)).toContain('Guests may not leave groups');
  });

  test('an admin needs nobody', async () => {
    await house.leave(house.group().id, { user: admin });
    expect(house.wasend.leaveCalls()).toHaveLength(1);
  });

  test('guests may not even then', async () => {
    await house.openModal(house.group().id, { user: guest });
    const view = house.slack.world.viewsOf(guest).at(-1);
    expect(house.text(view?.content)).toContain('Guests may not leave groups');
  });

  test('what was asked for is set aside when the rule is taken back before it begins', async () => {
    await ask();
    await house.rule({ othersMayAsk: false });
    await approve(owner);
    await house.told();
    expect(house.wasend.leaveCalls()).toEqual([]);
    expect(await endsOf(house)).toEqual(['set-aside']);
    expect(house.card()).toContain('Who asked may no longer leave groups');
  });

  test('they see no numbers and no requests of other people on Home, and hear how to ask', async () => {
    await house.slack.openHome({ user: member });
    const home = await house.until('Home', () => house.slack.world.homeOf(member));
    const said = house.text(home.content);
    expect(said).toContain('one of them must approve');
    expect(said).not.toContain('+44');
  });

  test('Home shows them what they asked for themselves', async () => {
    const [own, other] = [house.group(0), house.group(1)];
    await house.leave(other.id, { user: admin });
    await ask();
    await house.slack.openHome({ user: member });
    const home = await house.until('Home', () => house.slack.world.homeOf(member));
    expect(house.text(home.content)).toContain(own.name);
    expect(house.text(home.content)).not.toContain(other.name);
  });
});

test('the form turns it on, Home and the audit channel say so', async () => {
  const house = await House.start();
  try {
    await house.slack.openHome({ user: admin });
    const homeIs = (words: string) =>
      house.until(`Home says ${words}`, () => {
        const said = house.text(house.slack.world.homeOf(admin)?.content);
        return said.includes(words) && !said.includes('Asking Wasend') && said;
      });
    await homeIs('Who and where');
    const viewId = house.slack.world.homeOf(admin)?.id ?? '';
    await house.slack.pressInView({ user: admin, viewId, actionId: actionIds.homeWho });
    const form = await house.until('the form', () => {
      const open = house.slack.world.viewsOf(admin).at(-1);
      return house.text(open?.content).includes('Everybody else') && open;
    });
    const values = { [fieldIds.others]: { [fieldIds.others]: 'ask' } };
    await house.slack.submitView({ user: admin, viewId: form.id, values });
    await homeIs('Others: may ask; one who may leave must approve');
    const line = await house.until('an audit line', () => house.audit()[0], 500);
    expect(line).toContain('Others: may not ask → may ask; one who may leave must approve');
  } finally {
    await house.end();
  }
});
