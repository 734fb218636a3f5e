import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UserId, WorkspaceId } from '../../../src/leaving/ids.ts';
import type { Request } from '../../../src/leaving/request.ts';
import type { ApprovalPress } from '../../../src/leaving/verbs/approve.ts';
import { mei, workspaceId } from '../../contracts/open-store.ts';
import { admin, guest } from '../people.ts';
import { House } from './house.ts';

const [ana, bo] = [UserId.parse('U0ANA'), UserId.parse('U0BO')];
type Press = Omit<ApprovalPress, 'press'>;
const minuteMs = 60_000;

describe('approving', () => {
  let house: House;
  let request: Request;
  beforeEach(async () => {
    house = await House.open();
    const until = house.store.clock.now() + 15 * minuteMs;
    request = await house.store.ask([1, 2], { approval: { needed: 2, until, list: 'list-1' } });
  });
  afterEach(() => house.store.close());

  const press = (by: UserId, changes: Partial<Press> = {}): Press => ({
    workspaceId,
    requestId: request.requestId,
    by,
    person: admin(by),
    list: 'list-1',
    ...changes,
  });
  const newest = (): Promise<Request> => house.store.load(request);

  test('each person counts once, and the last one needed sets the hold', async () => {
    expect(await house.requests.approve(press(ana))).toMatchObject({ kind: 'counts' });
    expect(await house.requests.approve(press(ana))).toMatchObject({ kind: 'nothing', why: 'again' });
    expect((await newest()).holdUntil).toBe(request.holdUntil);
    await house.store.clock.advance(minuteMs);
    expect(await house.requests.approve(press(bo))).toMatchObject({ kind: 'counts' });
    const { holdUntil, approval, ending } = await newest();
    expect({ holdUntil, by: approval?.approvedBy, ending }).toEqual({
      holdUntil: house.store.clock.now() + 5_000,
      by: [ana, bo],
      ending: null,
    });
    expect(await house.requests.approve(press(UserId.parse('U0CY')))).toMatchObject({ why: 'ended' });
  });

  test('another list, another workspace and a request that needs none count for nothing', async () => {
    expect(await house.requests.approve(press(ana, { list: 'list-0' }))).toMatchObject({ why: 'other-list' });
    const elsewhere = WorkspaceId.parse('T0OTHER');
    expect(await house.requests.approve(press(ana, { workspaceId: elsewhere }))).toEqual({
      kind: 'not-found',
    });
    const { requestId } = await house.store.ask([3]);
    expect(await house.requests.approve(press(ana, { requestId }))).toMatchObject({
      kind: 'nothing',
      why: 'ended',
    });
    expect((await newest()).version).toBe(1);
  });

  test('the end of the time is too late, to the millisecond, whoever wrote it down', async () => {
    await house.store.clock.advance(15 * minuteMs - 1);
    expect(await house.requests.approve(press(ana))).toMatchObject({ kind: 'counts' });
    await house.store.clock.advance(1);
    expect(await house.requests.approve(press(bo))).toMatchObject({ kind: 'nothing', why: 'expired' });
    await house.store.ledger.append(await newest(), [{ type: 'approval-expired' }]);
    expect(await house.requests.approve(press(bo))).toMatchObject({ kind: 'nothing', why: 'expired' });
    expect((await newest()).ending?.kind).toBe('approval-expired');
  });

  test.each([
    ['a guest', guest(ana), ana, 'guest'],
    ['who asked', admin(mei), mei, 'own-request'],
    ['whom Slack says nothing of', null, ana, 'not-checked'],
  ] as const)('%s does not count, and the press is on record', async (_, person, by, rule) => {
    const pressed: unknown = await house.requests.approve(press(by, { person }));
    expect(pressed).toMatchObject({ kind: 'refused', rule });
    const { refusedPresses, approval } = await newest();
    expect(refusedPresses).toMatchObject([{ by, press: 'approve', rule }]);
    expect(approval?.approvedBy).toEqual([]);
  });

  test.each([
    ['who asked takes it back', mei, admin, { kind: 'declined', by: mei }],
    ['who might approve declines', ana, admin, { kind: 'declined', by: ana }],
    ['anybody else stops it', bo, guest, { kind: 'stopped', by: bo }],
  ] as const)('Don’t leave: %s', async (_, by, person, ending) => {
    expect(await house.requests.decline(press(by, { person: person(by) }))).toMatchObject({ kind: 'counts' });
    expect((await newest()).ending).toMatchObject(ending);
    expect(await house.requests.approve(press(bo))).toMatchObject({ kind: 'nothing', why: 'ended' });
  });

  test('who approved may still decline', async () => {
    await house.requests.approve(press(ana));
    expect(await house.requests.decline(press(ana))).toMatchObject({ kind: 'counts' });
    expect((await newest()).ending).toMatchObject({ kind: 'declined', by: ana });
  });
});
