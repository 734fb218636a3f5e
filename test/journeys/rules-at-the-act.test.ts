import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SessionId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import { actionIds, viewIds } from '../../src/messages/ids.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { parseEncryptionKeys } from '../../src/workspaces/sealed/encryption-keys.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import {
  admin,
  apiKey,
  auditChannel,
  encryptionKey,
  House,
  member,
  owner,
  sessionId,
  team,
} from './house.ts';
import { endsOf, onRecord, requestsOf } from './on-record.ts';

const agency = WorkspaceId.parse('T0AGENCY');
let house: House;
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '30' });
});
afterEach(() => house.end());

const users = () => house.slack.world.workspace('T0AGENCY').users;
/** Their rights are those of a plain member from now on. */
function demote(userId: string): void {
  users().set(userId, { ...users().get(member), id: userId, name: 'demoted' } as never);
}
const connections = () =>
  createConnections({
    keyv: house.storage.keyv('connections', 'durable'),
    secretBox: createSecretBox(parseEncryptionKeys(encryptionKey)),
    rules: house.storage.rules(house.config.rules),
  });
const called = () => house.wasend.leaveCalls().map(({ groupId }) => groupId);
const closed = () => onRecord(house, 'closed').length;

describe('before the facts are there', () => {
  test('nothing can be sent: the loading view has no button and no input', async () => {
    const held = house.wasend.gate.hold('group');
    await house.slack.typeCommand({ user: admin, channel: team, text: house.group().id });
    const { content } = await house.openView();
    expect(content.callback_id).toBe(viewIds.notice);
    expect(content.submit).toBeUndefined();
    expect(house.text(content.blocks)).not.toContain('"input"');
    held.release();
    await house.until('the facts', () => house.slack.world.viewsOf(admin).at(-1)?.content.submit);
  });
});

describe('a group that is protected in mid-request', () => {
  test('is put aside and said; the others are left', async () => {
    const ids = house.wasend.world.addManyGroups(sessionId, 6);
    const last = house.wasend.world.groups(sessionId).find(({ id }) => id === ids[5]);
    await house.openModal(ids.join(' '));
    await house.confirm();
    await house.until('the first calls', () => called().length === 4, 500);
    await house.rule({ protectedGroups: [`*${last?.name.toUpperCase()}*`] });
    await house.until('the end', () => closed() === 1, 1_000);
    expect(called()).toEqual(ids.slice(0, 5));
    expect(onRecord(house, 'put-aside').flatMap(({ groups }) => groups)).toEqual([
      { groupId: ids[5], why: 'protected' },
    ]);
    expect(await endsOf(house)).toEqual([...Array(5).fill('left'), 'set-aside']);
    expect(house.card()).toContain('Set aside');
  });
});

describe('a number that was linked anew between the modal and the call', () => {
  test('nothing is called, and both numbers are named', async () => {
    await house.rule({ holdSeconds: 90 });
    await house.openModal(house.group().id);
    await house.confirm();
    house.wasend.world.setNumber(sessionId, {
      phoneNumber: '+4915112345678',
      memberNumber: '+4915112345678',
    });
    await house.until('the end', () => closed() === 1, 5_000);
    expect(called()).toEqual([]);
    expect(await endsOf(house)).toEqual(['not-asked']);
    expect(house.card()).toMatch(
      /confirmed for \+44 7700 900123, and Wasend has \+49 151 1234 ?5678 there by now/,
    );
  });

  test('a read that cannot tell delays it by a minute, and stops nothing for good', async () => {
    await house.rule({ holdSeconds: 90 });
    await house.openModal(house.group().id);
    await house.confirm();
    house.wasend.faults.next('502-html', { route: 'session', times: 3 });
    await house.until('the wait', () => house.card().includes('does not tell which number this is'), 5_000);
    expect(called()).toEqual([]);
    await house.until('the end', () => closed() === 1, 5_000);
    expect(await endsOf(house)).toEqual(['left']);
  });
});

describe('a key that goes in mid-request', () => {
  const begin = async () => {
    const ids = house.wasend.world.addManyGroups(sessionId, 7);
    await house.openModal(ids.join(' '));
    await house.confirm();
    await house.until('the first calls', () => called().length === 4, 500);
    return ids;
  };

  test.each([
    ['removed', () => connections().remove(agency, UserId.parse(owner))],
    [
      'replaced',
      async () => {
        house.wasend.world.addKey('wk_another');
        const sessionOfIt = SessionId.parse('another-session');
        house.wasend.world.addSession('wk_another', { id: sessionOfIt, name: 'Other', phoneNumber: '+4479' });
        const connection = { workspaceId: agency, apiKey: 'wk_another', sessionId: sessionOfIt };
        await connections().put(
          { ...connection, auditChannel: null, connectedAt: 0, connectedBy: UserId.parse(owner) },
          UserId.parse(owner),
        );
      },
    ],
  ])(
    '%s: nothing more is called, and the audit channel of the request still hears of it',
    async (_, change) => {
      await begin();
      await change();
      const before = called().length;
      await house.until('the end', () => closed() === 1, 1_000);
      expect(called()).toHaveLength(before);
      const ends = await endsOf(house);
      expect(ends.slice(before)).toEqual(Array(7 - before).fill('not-asked'));
      expect(onRecord(house, 'halted').map(({ why }) => why)).toEqual(['not-connected']);
      expect(house.audit().some((line) => line.includes(`Left ${before} of 7 groups`))).toBe(true);
      expect(house.card()).toContain('disconnected from Wasend');
    },
  );
});

describe('rights that go while a request waits for approval', () => {
  beforeEach(() =>
    house.rule({ leavers: 'admins', approval: { needed: 1, overGroups: 0, minutes: 15 }, holdSeconds: 0 }),
  );
  const ask = async () => {
    await house.openModal(house.group().id);
    await house.confirm();
    await house.until('a card', () => house.card().includes(actionIds.approve), 200);
  };

  test('whoever asked is demoted: set aside, nothing is called', async () => {
    await ask();
    demote(admin);
    await house.press(actionIds.approve, owner);
    await house.until('the end', () => closed() === 1, 1_000);
    expect(called()).toEqual([]);
    expect(onRecord(house, 'rechecked')[0]?.setAside[0]?.why).toBe('requester-may-not');
    expect(house.card()).toContain('Set aside');
  });

  test('the first of two approvers is demoted before the second: set aside, nothing is called', async () => {
    users().set('U0THIRD', { id: 'U0THIRD', name: 'tom', is_admin: true });
    house.slack.world.channel(team).members.add('U0THIRD');
    await house.rule({ approval: { needed: 2, overGroups: 0, minutes: 15 } });
    await ask();
    await house.press(actionIds.approve, owner);
    await house.until('the first', () => onRecord(house, 'approved').length === 1);
    demote(owner);
    await house.until('the card', () => house.card().includes('1 of 2'), 500);
    await house.press(actionIds.approve, 'U0THIRD');
    await house.until('the end', () => closed() === 1, 1_000);
    expect(called()).toEqual([]);
    expect(onRecord(house, 'rechecked')[0]?.setAside[0]?.why).toBe('approver-may-not');
  });

  test('Slack that cannot say who they are is waited for', async () => {
    await house.rule({ holdSeconds: 5 });
    await ask();
    await house.press(actionIds.approve, owner);
    await house.until('the approval', () => onRecord(house, 'approved').length === 1);
    house.slack.knobs.failNext('users.info', { status: 503, times: 2 });
    await house.until('the end', () => closed() === 1, 5_000);
    expect(called()).toHaveLength(1);
  });
});

describe('a press that was refused', () => {
  test('is taken when it is pressed again and allowed', async () => {
    await house.openModal(house.group().id);
    const { content } = await house.openView();
    house.slack.knobs.failNext('users.info', { status: 503, times: 1 });
    await house.clock.advance(60_000);
    await house.confirm();
    const refused = await house.openView();
    expect(refused.content.callback_id).toBe(viewIds.notice);
    expect(onRecord(house, 'ask-refused').map(({ rule }) => rule)).toEqual(['not-checked']);
    expect(called()).toEqual([]);
    // The very same submission once more, as from a modal that was kept open.
    house.slack.world.views.open('T0AGENCY', admin, content as never);
    await house.confirm();
    await house.until('the end', () => closed() === 1, 500);
    expect(called()).toHaveLength(1);
    expect(await requestsOf(house)).toHaveLength(1);
  });
});

describe('two people, one group, the same moment', () => {
  test.each([
    ['in one channel', team],
    ['in two channels', auditChannel],
  ])('%s: one request, the other joined, both told the end', async (_, elsewhere) => {
    const group = house.group();
    await house.openModal(group.id, { user: admin });
    await house.openModal(group.id, { user: owner, channel: elsewhere });
    await Promise.all([house.confirm({ user: admin }), house.confirm({ user: owner })]);
    await house.until('the end', () => closed() === 1, 500);
    expect(called()).toEqual([group.id]);
    const [request, ...others] = await requestsOf(house);
    expect(others).toEqual([]);
    const second = request?.ask.by === admin ? owner : admin;
    expect(request?.joinedBy.map(({ by }) => by)).toEqual([second]);
    expect(house.card(request?.ask.channelId)).toContain(
      `also by \u2068${second === owner ? 'Olu Owner' : 'Ada Admin'}\u2069`,
    );
    if (elsewhere === team) return;
    // Who does not see the card is told alone.
    const told = house.slack.world.messages.all.filter(({ channelId }) => channelId.startsWith('D'));
    expect(house.text(told)).toContain('Left');
  });
});

describe('`stop all` between preview and press', () => {
  test('the press is refused, by name of who stopped', async () => {
    await house.openModal(house.group().id);
    await house.slack.typeCommand({ user: owner, channel: team, text: 'Stop all.' });
    await house.until('an answer', () => house.whispers(owner).at(-1));
    await house.confirm();
    expect(house.text((await house.openView()).content)).toContain('⁨Olu Owner⁩ has stopped everything');
    expect(onRecord(house, 'ask-refused').map(({ rule }) => rule)).toEqual(['all-stopped']);
    await house.clock.advance(60_000);
    expect(called()).toEqual([]);
  });
});

describe('Stop', () => {
  test('pressed when the call is out is answered, and the card says so from the call on', async () => {
    const held = house.wasend.gate.hold('leave');
    await house.openModal(house.group().id);
    const stale = await (async () => {
      await house.rule({ holdSeconds: 3 });
      await house.confirm();
      await house.until('a card with Stop', () => house.card().includes(actionIds.stop));
      return structuredClone(house.cards().at(-1)?.blocks);
    })();
    await house.until('the call', () => held.waiting() === 1, 500);
    await house.until('the card', () => house.card().includes('Asking'), 500);
    const card = house.cards().at(-1);
    if (card !== undefined) Object.assign(card, { blocks: stale });
    await house.press(actionIds.stop, member);
    expect(await house.until('an answer', () => house.whispers(member).at(-1))).toContain('Too late');
    held.release();
    await house.until('the end', () => closed() === 1, 500);
    expect(await endsOf(house)).toEqual(['left']);
    expect(onRecord(house, 'stop-asked')).toEqual([]);
  });
});

describe('an answer that comes late', () => {
  test('never stands over what came after: the picker does not come back over the preview', async () => {
    house.wasend.stale.emptyList = true;
    const held = house.wasend.gate.hold('count');
    await house.slack.typeCommand({ user: admin, channel: team, text: '' });
    await house.openView();
    await house.until('the count is asked for', () => held.waiting() === 1);
    const picker = await house.openView();
    const values = { typed_groups: { typed_groups: house.group().id } };
    await house.slack.submitView({ user: admin, viewId: picker.id, values });
    const top = () => house.slack.world.viewsOf(admin).at(-1);
    await house.until('the preview', () => top()?.content.callback_id === viewIds.confirm);
    const shown = structuredClone(top()?.content);
    held.release();
    await house.clock.advance(5_000);
    await house.until('the list is through', () => held.waiting() === 0);
    expect(top()?.content).toEqual(shown);
  });

  test('a person who changed the number meanwhile gets the one in the submission, whatever the draft says', async () => {
    const otherId = 'support-us';
    house.wasend.world.addSession(apiKey, { id: otherId, name: 'Support US', phoneNumber: '+12025550143' });
    const groupId = house.wasend.world.addGroup(otherId, { name: 'Only over there' });
    await house.slack.typeCommand({ user: admin, channel: team, text: '' });
    const view = await house.until('the numbers', () => {
      const open = house.slack.world.viewsOf(admin).at(-1);
      return house.text(open?.content).includes('Support US') && open;
    });
    const values = {
      pick_session: { pick_session: otherId },
      typed_groups: { typed_groups: groupId },
    };
    await house.slack.submitView({ user: admin, viewId: view.id, values });
    const top = () => house.text(house.slack.world.viewsOf(admin).at(-1)?.content);
    await house.until('the preview', () => top().includes(viewIds.confirm));
    expect(top()).toContain('+1 202 555 0143');
    await house.confirm();
    await house.until('the end', () => closed() === 1, 500);
    expect(house.wasend.leaveCalls().map((call) => call.sessionId)).toEqual([otherId]);
  });
});

describe('where the app is in no channel', () => {
  test('a button is answered to its person alone and takes no card away', async () => {
    await house.openModal(house.group().id, { channel: 'G0PRIVATE' });
    await house.rule({ holdSeconds: 30, approval: { needed: 1, overGroups: 0, minutes: 15 } });
    await house.confirm();
    await house.until('a card', () => house.card('G0PRIVATE').includes(actionIds.approve), 200);
    const before = structuredClone(house.cards('G0PRIVATE').at(-1)?.blocks);
    await house.press(actionIds.approve, admin, 'G0PRIVATE');
    const word = await house.until('a word', () => house.whispers(admin, 'G0PRIVATE').at(-1));
    expect(word).toContain('your own request');
    expect(house.cards('G0PRIVATE').at(-1)?.blocks).toEqual(before);
    expect(house.slack.problems).toEqual([]);
  });
});

test('the audit channel of a request is the one it was asked with', async () => {
  await house.rule({ holdSeconds: 30 });
  await house.openModal(house.group().id);
  await house.confirm();
  const now = await connections().get(agency);
  if (now === null) throw new Error('There is no connection');
  await connections().put({ ...now, auditChannel: null }, UserId.parse(owner));
  await house.until('the end', () => closed() === 1, 1_000);
  expect(house.audit().some((line) => line.includes('asked by'))).toBe(true);
  expect(auditChannel).toBe((await requestsOf(house))[0]?.ask.auditChannel);
});
