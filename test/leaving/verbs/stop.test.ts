import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId, UserId } from '../../../src/leaving/ids.ts';
import { stop } from '../../../src/leaving/verbs/stop.ts';
import { channelId, groupId, mei, workspaceId } from '../../contracts/open-store.ts';
import { admin, guest } from '../people.ts';
import { House } from './house.ts';

const audit = ChannelId.parse('C0AUDIT');
const ana = UserId.parse('U0ANA');

describe('stopping', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.store.close());

  const stopper = { workspaceId, by: ana, person: admin(ana), channelId, auditChannel: audit };

  test('what waits is saved, and what is called is not', async () => {
    const request = await house.store.ask([1, 2, 3]);
    await house.store.claim(request);
    const stopped = await house.requests.stop(workspaceId, request.requestId, ana);
    if (stopped.kind !== 'stopped') throw new Error(stopped.kind);
    expect(stopped.saved.map((group) => group.groupId)).toEqual([groupId(2), groupId(3)]);
    expect(stopped.request.leaves.map(({ status }) => status.kind)).toEqual([
      'calling',
      'stopped',
      'stopped',
    ]);
    const again = await house.requests.stop(workspaceId, request.requestId, mei);
    expect(again).toMatchObject({ kind: 'too-late', request: { ending: { by: ana } } });
  });

  test('a stop goes over what is appended meanwhile', async () => {
    const request = await house.store.ask([1, 2]);
    const { ledger } = house.store;
    let loads = 0;
    const racing = {
      ...ledger,
      load: async (requestId: typeof request.requestId) => {
        const found = await ledger.load(requestId);
        loads += 1;
        if (loads === 1) await house.store.claim(request);
        return found;
      },
    };
    const stopped = await stop({ ...house.means, ledger: racing }, workspaceId, request.requestId, ana);
    if (stopped.kind !== 'stopped') throw new Error(stopped.kind);
    expect(stopped.saved.map((group) => group.groupId)).toEqual([groupId(2)]);
  });

  test('everything is stopped, said by whom, and stays so until it is lifted', async () => {
    const [one, two] = [await house.store.ask([1]), await house.store.ask([2])];
    const done = await house.store.ask([3]);
    await house.store.claim(done);
    const stopped = await house.requests.stopAll(stopper);
    if (stopped.kind !== 'stopped') throw new Error(stopped.kind);
    expect(stopped.requests.map(({ requestId }) => requestId)).toEqual([one.requestId, two.requestId]);
    expect(stopped.wasStoppedBy).toBeNull();
    expect((await house.store.rules.get(workspaceId)).settings.stoppedBy).toBe(ana);
    const again = await house.requests.stopAll({ ...stopper, by: mei, person: admin(mei) });
    expect(again).toEqual({ kind: 'stopped', requests: [], wasStoppedBy: ana });
    expect((await house.store.rules.get(workspaceId)).settings.stoppedBy).toBe(ana);
    await house.requests.lift({ workspaceId, by: mei, auditChannel: null });
    expect((await house.store.rules.get(workspaceId)).settings.stoppedBy).toBeNull();
    expect(await house.notes()).toMatchObject([{ type: 'settings-changed', by: ana, tell: [audit] }]);
  });

  test('who may not leave may not stop everything, and that it was tried is on record', async () => {
    const request = await house.store.ask([1]);
    const refused = await house.requests.stopAll({ ...stopper, person: guest(ana) });
    expect(refused).toMatchObject({ kind: 'refused', rule: 'guest' });
    expect((await house.store.load(request)).ending).toBeNull();
    expect((await house.store.rules.get(workspaceId)).settings.stoppedBy).toBeNull();
    expect(await house.notes()).toMatchObject([
      { type: 'ask-refused', by: ana, groups: [], rule: 'guest', what: 'stop-all', tell: [audit] },
    ]);
  });

  test('halting ends what is open and has no end yet, once', async () => {
    const [one, stopped, finished] = [
      await house.store.ask([1]),
      await house.store.ask([2]),
      await house.store.ask([3]),
    ];
    await house.requests.stop(workspaceId, stopped.requestId, ana);
    await house.store.ledger.append(finished, [{ type: 'finished' }]);
    await house.requests.halt(workspaceId, 'not-connected');
    await house.requests.halt(workspaceId, 'not-connected');
    const versions = await Promise.all([one, stopped, finished].map((request) => house.store.load(request)));
    expect(versions.map(({ version }) => version)).toEqual([2, 2, 2]);
    expect(versions.map(({ ending }) => ending?.kind)).toEqual(['halted', 'stopped', undefined]);
  });

  test('only groups that ended open may be asked for again', async () => {
    const request = await house.store.ask([1, 2]);
    await house.store.claim(request);
    const given = { type: 'given-up', why: 'broken', reference: 'r' } as const;
    await house.store.ledger.append(await house.store.load(request), [given, { type: 'finished' }]);
    expect(await house.requests.tryAgain(workspaceId, request.requestId)).toMatchObject({
      groupIds: [groupId(1), groupId(2)],
    });
    const other = await house.store.ask([3]);
    expect(await house.requests.tryAgain(workspaceId, other.requestId)).toBeNull();
  });

  test('closing is written once', async () => {
    const request = await house.store.ask([1]);
    const closing = { card: 'channel', audit: 'told' } as const;
    await house.requests.close(workspaceId, request.requestId, closing);
    await house.requests.close(workspaceId, request.requestId, { ...closing, card: 'nowhere' });
    expect((await house.store.load(request)).closing).toMatchObject(closing);
  });
});
