import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UserId } from '../../src/leaving/ids.ts';
import { actionIds } from '../../src/messages/ids.ts';
import { admin, House, member, owner, sessionId, team } from './house.ts';

describe('over Socket Mode', () => {
  let house: House;
  const unhandled: unknown[] = [];
  const noteUnhandled = (error: unknown): void => void unhandled.push(error);
  beforeEach(async () => {
    unhandled.length = 0;
    process.on('unhandledRejection', noteUnhandled);
    house = await House.start({ SLACK_APP_TOKEN: 'xapp-stand-in-1', SLACK_SIGNING_SECRET: '' });
  });
  afterEach(async () => {
    await house.end();
    process.off('unhandledRejection', noteUnhandled);
    expect(unhandled).toEqual([]);
  });

  const ready = async () => (await fetch(`http://127.0.0.1:${house.app.port}/readyz`)).status;

  const opened = () => house.slack.journal.filter(({ method }) => method === 'apps.connections.open').length;
  const untilReady = async () => {
    let status = 0;
    const ask = async () => {
      status = await ready();
    };
    await house.until('the probe says ready', () => {
      void ask();
      return status === 200;
    });
  };

  test('a group is left, told and audited as over HTTP', async () => {
    const group = house.group();
    await house.leave(group.id);
    expect(house.wasend.leaveCalls(group.id)).toHaveLength(1);
    expect(house.card()).toContain('Successfully left the group.');
    expect(house.slack.deliveries.every(({ delivery }) => delivery.via === 'socket')).toBe(true);
    expect(await ready()).toBe(200);
  });

  test('Stop works, and the same submission delivered twice is one request', async () => {
    const group = house.group();
    await house.openModal(group.id);
    await house.confirm({ times: 2 });
    await house.until('the card', () => house.card().includes('stop_request'));
    await house.slack.press({
      user: member,
      channel: team,
      ts: house.cards(team)[0]?.ts ?? '',
      actionId: 'stop_request',
    });
    await house.until('an audit line', () => house.audit()[0], 500);
    expect(house.wasend.world.isMember(sessionId, group.id)).toBe(true);
    expect(house.cards(team)).toHaveLength(1);
  });

  test('others approve, and the kill switch stops what is left', async () => {
    await house.rule({ approval: { needed: 1, overGroups: 0, minutes: 15 }, holdSeconds: 0 });
    const [first, second] = [house.group(0), house.group(1)];
    await house.openModal(first.id);
    await house.confirm();
    await house.until('a card', () => house.card().includes('Approval needed'));
    await house.press(actionIds.approve, owner);
    await house.until('the end', () => house.card().includes('confirmed'), 500);
    await house.openModal(second.id);
    await house.confirm();
    await house.until('another card', () => house.card().includes('Approval needed'), 500);
    await house.slack.typeCommand({ user: admin, channel: team, text: 'stop all' });
    await house.until('the end', () => house.card().includes('Stopped by'), 500);
    expect(house.wasend.leaveCalls().map(({ groupId }) => groupId)).toEqual([first.id]);
  });

  test('the Home tab shows, and its buttons change something', async () => {
    await house.rule({ stoppedBy: UserId.parse(member) });
    await house.slack.openHome({ user: admin });
    const home = () => house.text(house.slack.world.homeOf(admin)?.content);
    await house.until('the Home tab', () => home().includes(actionIds.homeLiftStop));
    const viewId = house.slack.world.homeOf(admin)?.id ?? '';
    await house.slack.pressInView({ user: admin, viewId, actionId: actionIds.homeLiftStop });
    await house.until('the stop is lifted', () => !home().includes(actionIds.homeLiftStop));
    await house.leave(house.group().id);
    expect(house.wasend.leaveCalls()).toHaveLength(1);
  });

  test.each(['warning', 'refresh_requested'])(
    'a disconnect for %s is followed by a new socket',
    async (reason) => {
      house.slack.socketMode.disconnect(reason as never);
      await house.until(
        'a second socket',
        () => opened() === 2 && house.slack.socketMode.connectionCount() === 1,
      );
      await untilReady();
      await house.openModal(house.group().id);
    },
  );

  test('a reconnect that fails again and again neither ends the process nor gives up; the probe says so meanwhile', async () => {
    house.slack.knobs.failNext('apps.connections.open', { error: 'invalid_auth', times: 2 });
    house.slack.knobs.failNext('apps.connections.open', { status: 503, times: 2 });
    house.slack.socketMode.dropConnections();
    await house.until('the first failure', () =>
      house.logLines.some((line) => line.includes('could not be opened again')),
    );
    expect(await ready()).toBe(503);
    await house.until('a socket again', () => house.slack.socketMode.connectionCount() === 1, 1_000);
    await untilReady();
    await house.openModal(house.group().id);
  });
});
