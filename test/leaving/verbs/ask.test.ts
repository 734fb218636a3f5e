import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelId, RequestId, SessionId } from '../../../src/leaving/ids.ts';
import { createAsk } from '../../../src/leaving/verbs/ask.ts';
import { channelId, mei, sessionId, workspaceId } from '../../contracts/open-store.ts';
import { guest } from '../people.ts';
import { House } from './house.ts';

const audit = ChannelId.parse('C0AUDIT');

describe('asking', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.store.close());

  test('an allowed ask is on record with its hold and what belongs to it', async () => {
    const after = (await house.store.ask([9])).requestId;
    const input = house.toAsk([1, 2], { reason: 'moved', auditChannel: audit, executionId: 'step-1', after });
    const asked = await house.requests.ask(input);
    if (asked.kind !== 'accepted') throw new Error(asked.kind);
    expect(asked.request.ask).toMatchObject({
      reason: 'moved',
      auditChannel: audit,
      step: { executionId: 'step-1' },
      after,
    });
    expect(asked.request.holdUntil).toBe(house.store.clock.now() + 5_000);
    expect(asked.request.approval).toBeNull();
    expect(await house.notes()).toEqual([]);
  });

  test('an ask of nobody’s step and after nothing names neither', async () => {
    const asked = await house.requests.ask(house.toAsk([1]));
    if (asked.kind !== 'accepted') throw new Error(asked.kind);
    expect(asked.request.ask).not.toHaveProperty('step');
    expect(asked.request.ask).not.toHaveProperty('after');
  });

  test('a longer list than needs none waits for approval', async () => {
    await house.rule({ approval: { needed: 2, overGroups: 1, minutes: 20 } });
    const asked = await house.requests.ask(house.toAsk([1, 2]));
    if (asked.kind !== 'accepted') throw new Error(asked.kind);
    const until = house.store.clock.now() + 20 * 60_000;
    expect(asked.request.approval).toMatchObject({ needed: 2, until, approvedBy: [] });
    expect(await house.requests.ask(house.toAsk([3]))).toMatchObject({
      kind: 'accepted',
      request: { approval: null },
    });
  });

  test.each([
    ['a guest', { person: guest(mei) }, {}, 'guest'],
    ['somebody Slack says nothing of', { person: null }, {}, 'not-checked'],
    ['a protected group', {}, { protectedGroups: ['Group 2'] }, 'protected'],
    ['another channel', {}, { channels: [ChannelId.parse('C0ELSE')] }, 'channel'],
    [
      'a number of another channel',
      {},
      { channelSessions: [{ channelId, sessionIds: [SessionId.parse('other')] }] },
      'session',
    ],
    ['a stopped workspace', {}, { stoppedBy: mei }, 'all-stopped'],
    // Who may not ask at all is told that, not which groups are protected.
    ['a guest and a protected group', { person: guest(mei) }, { protectedGroups: ['Group 2'] }, 'guest'],
  ] as const)('%s is refused, on record, and told to the audit channel', async (_, input, rules, rule) => {
    if (Object.keys(rules).length > 0) await house.rule(rules as never);
    const toAsk = house.toAsk([1, 2], { auditChannel: audit, ...input });
    expect(await house.requests.ask(toAsk)).toMatchObject({ kind: 'refused', rule });
    expect(await house.store.ledger.load(toAsk.requestId)).toBeNull();
    expect(await house.notes()).toMatchObject([
      {
        type: 'ask-refused',
        by: mei,
        channelId,
        groups: [{ name: 'Group 1' }, { name: 'Group 2' }],
        rule,
        tell: [audit],
      },
    ]);
  });

  test('a refusal without an audit channel is told to none', async () => {
    await house.requests.ask(house.toAsk([1], { person: guest(mei) }));
    expect(await house.notes()).toEqual([]);
  });

  test('a modal sent again after it was taken is repeated, whatever the rules are by now', async () => {
    const input = house.toAsk([1], { auditChannel: audit });
    await house.requests.ask(input);
    await house.rule({ stoppedBy: mei });
    expect(await house.requests.ask(input)).toEqual({ kind: 'repeated' });
    expect(await house.notes()).toEqual([]);
  });

  test.each([
    ['other groups', [2], {}],
    ['fewer groups', [], {}],
    ['more groups', [1, 2], {}],
    ['another number', [1], { sessionId: SessionId.parse('other') }],
  ] as const)(
    'a modal of the same id that showed %s asks for nothing, and is told so',
    async (_, numbers, more) => {
      const input = house.toAsk([1]);
      await house.requests.ask(input);
      const other = { ...house.toAsk(numbers, more), requestId: input.requestId };
      expect(await house.requests.ask(other)).toEqual({ kind: 'taken-for-others', groups: 1 });
      await house.rule({ stoppedBy: mei });
      expect(await house.requests.ask(other)).toEqual({ kind: 'taken-for-others', groups: 1 });
    },
  );

  test('what was left to others when it was asked for belongs to what it asked for', async () => {
    await house.requests.ask(house.toAsk([1]));
    const input = house.toAsk([1, 2]);
    expect(await house.requests.ask(input)).toMatchObject({ kind: 'accepted', joined: [{}] });
    expect(await house.requests.ask(input)).toEqual({ kind: 'repeated' });
  });

  test('an ask over the cap is on record as refused', async () => {
    await house.rule({ dailyCap: 1 });
    const asked = await house.requests.ask(house.toAsk([1, 2], { auditChannel: audit }));
    expect(asked).toMatchObject({ kind: 'over-cap', cap: 1 });
    expect(await house.notes()).toMatchObject([{ rule: 'daily-cap' }]);
  });

  test('rules that change while an ask is judged are judged again', async () => {
    const { means, store } = house;
    let reads = 0;
    const rules = {
      ...store.rules,
      get: async (of: typeof workspaceId) => {
        const inForce = await store.rules.get(of);
        reads += 1;
        if (reads === 1) await house.rule({ protectedGroups: ['Group 1'] });
        return inForce;
      },
    };
    const asked = await createAsk({ ...means, rules })(house.toAsk([1]));
    expect(asked).toMatchObject({ kind: 'refused', rule: 'protected' });
    expect(reads).toBe(2);
  });

  test('another workspace sees and moves nothing of a request', async () => {
    const other = 'T0OTHER' as typeof workspaceId;
    const asked = await house.store.ask([1]);
    const { requestId } = asked;
    expect(await house.requests.show(other, requestId)).toBeNull();
    expect(await house.requests.tryAgain(other, requestId)).toBeNull();
    expect(await house.requests.record(other, requestId)).toEqual([]);
    expect(await house.requests.stop(other, requestId, mei)).toEqual({ kind: 'not-found' });
    expect(await house.requests.record(workspaceId, requestId)).toHaveLength(1);
    expect(await house.requests.show(workspaceId, RequestId.parse('01J00000000000000000000099'))).toBeNull();
    expect(await house.requests.open(workspaceId, [SessionId.parse('other')])).toEqual([]);
    expect(await house.requests.open(workspaceId, [sessionId])).toHaveLength(1);
  });
});
