import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Leavers } from '../../src/leaving/rules/settings.ts';
import { actionIds } from '../../src/messages/ids.ts';
import { reportedCase } from '../cases.ts';
import { admin, House, team } from '../journeys/house.ts';

let house: House;
afterEach(() => house.end());

describe('blocks that Slack refuses once (invalid-blocks)', () => {
  const { slack_fails: fails, leave } = reportedCase<{
    slack_fails: Readonly<Record<string, readonly string[]>>;
    leave: string;
  }>('invalid-blocks').input;

  test.each([{}, { AUDIT_CHANNEL: '' }])('the channel is told all the same, with %p', async (environment) => {
    house = await House.start({ HOLD_SECONDS: '0', ...environment });
    for (const [method, errors] of Object.entries(fails))
      for (const error of errors) house.slack.knobs.failNext(method, { error });
    await house.openModal(leave);
    await house.confirm();
    await house.told();
    expect(house.wasend.leaveCalls().map(({ groupId }) => groupId)).toEqual([leave]);
    const told = house.messages(team).map(({ text }) => text.replace(/[\u2060\u2066-\u2069]/g, ''));
    expect(told).toEqual([expect.stringMatching(/^Left Padel Tuesdays/)]);
  });
});

describe('a workspace with more user groups than a select can show (usergroups-101)', () => {
  const { userGroups, leavers } = reportedCase<{
    userGroups: number;
    leavers: Exclude<Leavers, string>;
  }>('usergroups-101').input;
  beforeEach(async () => {
    house = await House.start();
    const all = house.slack.world.workspace('T0AGENCY').userGroups;
    const [chosen = ''] = leavers.userGroups;
    for (let number = 0; number < userGroups; number += 1) {
      const id = number === 149 ? chosen : `S${String(number).padStart(3, '0')}OTHER`;
      all.set(id, { id, handle: `team-${number}`, name: `Team ${number}`, users: [admin] });
    }
  });

  const saveUntouched = async () => {
    await house.slack.openHome({ user: admin });
    await house.until('the Home tab', () =>
      house.text(house.slack.world.homeOf(admin)?.content).includes(actionIds.homeWho),
    );
    const viewId = house.slack.world.homeOf(admin)?.id ?? '';
    await house.slack.pressInView({ user: admin, viewId, actionId: actionIds.homeWho });
    const form = await house.until('the form', () => {
      const open = house.slack.world.viewsOf(admin).at(-1);
      return open !== undefined && house.text(open.content).includes('user_groups') && open;
    });
    const [delivery] = await house.slack.submitView({ user: admin, viewId: form.id, values: {} });
    return { form: house.text(form.content), answer: house.text(delivery?.body) };
  };
  const inForce = async () =>
    (await house.storage.rules(house.config.rules).get('T0AGENCY' as never)).settings.leavers;

  test.each([leavers, { ...leavers, users: [] }])('what was chosen stays chosen: %p', async (chosen) => {
    await house.rule({ leavers: chosen });
    const { form, answer } = await saveUntouched();
    expect(answer).not.toContain('errors');
    expect(form).toContain(chosen.userGroups[0] ?? 'none');
    expect(await inForce()).toEqual(chosen);
  });
});
