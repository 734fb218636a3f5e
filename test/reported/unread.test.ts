import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type OddRow, oddRowNames } from '@wasend-slack/wasend-stand-in/reads/odd-rows.ts';
import { actionIds, leaveStepName, viewIds } from '../../src/messages/ids.ts';
import { outcomeIn } from '../journeys/answers/one-answer.ts';
import { admin, House, sessionId, team } from '../journeys/house.ts';
import { withoutMarks } from '../wasend/a-client.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0', WORKFLOW_STEP: 'on' });
});
afterEach(() => house.end());

const top = () => house.slack.world.viewsOf(admin).at(-1);
const shown = () => withoutMarks(house.text(top()?.content));

describe('what could not be read is not what is not there', () => {
  test.each(oddRowNames)(
    'rows that are odd (%s): a leave that was cut and not done is told as left by nobody',
    async (odd: OddRow) => {
      const { id } = house.group();
      house.wasend.shape = 'sdk';
      house.wasend.stale.oddRows = { [id]: odd };
      await house.openModal(id);
      expect(shown()).not.toContain('not in the number’s list');
      expect(shown()).not.toContain('not in it');
      house.wasend.faults.next('cut', { route: 'leave', does: false });
      await house.confirm();
      await house.told(5_000);
      const { status, card } = await outcomeIn(house);
      expect(['still-in', 'not-known']).toContain(status);
      expect(withoutMarks(card)).not.toMatch(/no longer names it|came back empty|"Left /);
      expect(card).toContain('try_again');
    },
  );

  test('a list of which no row can be read is not an empty one', async () => {
    house.wasend.shape = 'sdk';
    house.wasend.stale.oddRows = { every: 'no-id' };
    await house.slack.typeCommand({ user: admin, channel: team, text: '' });
    await house.until('the picker', () => top()?.content.callback_id === viewIds.ask);
    await house.until('the note', () => shown().includes('could not be read'));
    expect(shown()).not.toContain('lists no groups');
  });

  test('a server that ignores the offset, and members nobody tells: not left, and to be tried again', async () => {
    const ids = house.wasend.world.addManyGroups(sessionId, 120);
    house.wasend.shape = 'sdk';
    Object.assign(house.wasend.stale, { ignoreOffset: true, nullParticipants: true });
    const id = ids[110] ?? '';
    await house.slack.typeCommand({ user: admin, channel: team, text: '' });
    await house.until('the note', () => shown().includes('Wasend’s list may not be complete.'));
    await house.openModal(id);
    house.wasend.faults.next('cut', { route: 'leave', does: false });
    await house.confirm();
    await house.told(5_000);
    const { status, card } = await outcomeIn(house);
    expect([status, house.wasend.world.isMember(sessionId, id)]).toEqual(['not-known', true]);
    expect(card).toContain('try_again');
    expect(house.audit().join()).not.toMatch(/left: |\bLeft\b/);
  });
});

describe('still in is counted as left by nobody', () => {
  test('the workflow is told so', async () => {
    house.wasend.faults.next('504-html', { route: 'leave', does: false });
    const inputs = { session_id: sessionId, group_id: house.group().id, requester: { id: admin } };
    await house.slack.runStep({ step: leaveStepName, executionId: 'Fx0ONE', eventTs: '1.2', inputs });
    const end = await house.until('the end', () => house.slack.steps.get('Fx0ONE'), 1_000);
    expect(end).toMatchObject({ outputs: { outcome: 'still-in' } });
  });

  test('the list says so, and nobody is warned that it was left before', async () => {
    const { id } = house.group();
    await house.openModal(id);
    house.wasend.faults.next('504-html', { route: 'leave', does: false });
    await house.confirm();
    await house.told(5_000);
    await house.press(actionIds.details, admin);
    await house.until('the modal', () => shown().includes(actionIds.sendList));
    await house.slack.pressInView({ user: admin, viewId: top()?.id ?? '', actionId: actionIds.sendList });
    const list = await house.until('the list', () =>
      house.slack.world.messages.all.find(({ channelId, text }) => channelId.startsWith('D') && text !== ''),
    );
    expect(withoutMarks(house.text(list))).toMatch(/still in/i);
    expect(withoutMarks(house.text(list))).not.toMatch(/\bleft\b(?! (?:it|the))/i);
    await house.openModal(id);
    expect(shown()).not.toMatch(/left on|left before/);
  });
});
