import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import { actionIds, leaveStepName } from '../../src/messages/ids.ts';
import { admin, auditChannel, House, member, sessionId } from './house.ts';
import { onRecord } from './on-record.ts';

let house: House;
beforeEach(async () => {
  house = await House.start({ WORKFLOW_STEP: 'on', HOLD_SECONDS: '0' });
});
afterEach(() => house.end());

const executionId = 'Fx0ONE';
/** Slack itself fills in who runs the workflow; nobody can type it. */
const runBy = (id: string) => ({ id, secret: 'never-read' });
const run = (changes: JsonObject = {}, eventTs = `${house.clock.now() / 1000}`) =>
  house.slack.runStep({
    step: leaveStepName,
    executionId,
    eventTs,
    inputs: { session_id: sessionId, group_id: house.group().id, requester: runBy(admin), ...changes },
  });
const ended = () => house.until('the end of the step', () => house.slack.steps.get(executionId), 500);

test('a step leaves the group by the same rules, and the workflow is told the API’s own words', async () => {
  const { id } = house.group();
  await run({ group_id: id });
  expect(await ended()).toEqual({
    outputs: { outcome: 'left', message: 'Left, confirmed: Successfully left the group.' },
  });
  expect(house.wasend.leaveCalls().map(({ groupId }) => groupId)).toEqual([id]);
  await house.until('the audit line', () => house.audit().length === 2, 500);
  expect(house.card(auditChannel)).toContain(id);
});

test('delivered twice, also after a restart, it is one request', async () => {
  const eventTs = `${house.clock.now() / 1000}`;
  const inputs = { session_id: sessionId, group_id: house.group().id, requester: runBy(admin) };
  const sent = { step: leaveStepName, executionId, eventTs, inputs };
  await Promise.all([house.slack.runStep(sent), house.slack.runStep(sent)]);
  await house.stopApp();
  await house.startApp();
  await house.slack.runStep(sent);
  await ended();
  await house.clock.advance(120_000);
  expect(house.wasend.leaveCalls()).toHaveLength(1);
});

test('delivered again after the leave, before the workflow has heard of it, the step still ends with what happened', async () => {
  house.slack.knobs.failNext('functions.completeSuccess', { times: 2 });
  const eventTs = `${house.clock.now() / 1000}`;
  const { id } = house.group();
  await run({ group_id: id }, eventTs);
  await house.until('the audit line', () => house.audit().length === 2, 500);
  expect(house.wasend.world.isMember(sessionId, id)).toBe(false);
  expect(house.slack.steps.get(executionId)).toBeNull();
  await run({ group_id: id }, eventTs);
  expect(await ended()).toMatchObject({ outputs: { outcome: 'left' } });
  expect(house.wasend.leaveCalls()).toHaveLength(1);
});

test('a refusal delivered again is the same refusal, and on record once', async () => {
  const eventTs = `${house.clock.now() / 1000}`;
  await run({ requester: runBy(member) }, eventTs);
  const first = await ended();
  await run({ requester: runBy(member) }, eventTs);
  await house.until('the audit line', () => house.audit().length > 0, 500);
  await house.clock.advance(10_000);
  expect(house.audit()).toHaveLength(1);
  expect(await ended()).toEqual(first);
  expect(house.logLines.filter((line) => line.includes('a listener failed'))).toEqual([]);
});

test('a step that breaks ends with a reference, so that no workflow waits for ever', async () => {
  await house.storage.keyv('connections', 'durable').set('T0AGENCY', {
    v: 1,
    sealedApiKey: 'v1.00000000.AAAA',
    sessionId,
    auditChannel,
    connectedAt: 0,
  });
  await run();
  expect(JSON.stringify(await ended())).toMatch(/Something went wrong.*ws-[0-9a-f]{10}/);
});

test.each([
  ['somebody who may not', { requester: runBy(member) }, 'not one of those who may leave groups'],
  ['a session that is none', { session_id: '../x' }, 'The session is not one'],
  ['no requester', { requester: null }, 'The step does not say who runs the workflow.'],
  ['no group', { group_id: ' ' }, 'The step does not say which group is left.'],
  [
    'nothing at all',
    { session_id: '', group_id: null, requester: {} },
    'which session leaves, nor which group is left, nor who runs the workflow.',
  ],
  ['a group that is none', { group_id: 'Choir' }, 'such as 120363025246125486@g.us'],
])('%s fails the step with the reason, and nothing is called', async (_, changes, words) => {
  await run(changes);
  expect(JSON.stringify(await ended())).toContain(words);
  expect(house.wasend.leaveCalls()).toEqual([]);
});

test.each([
  ['a user id that somebody typed', admin],
  ['a typed id inside a list', [{ id: admin }]],
  ['somebody without an id', { secret: admin }],
])('%s is nobody: the step fails, and nothing is called', async (_, requester) => {
  await run({ requester });
  expect(JSON.stringify(await ended())).toContain('Nothing was done');
  expect(house.wasend.leaveCalls()).toEqual([]);
  expect(onRecord(house, 'requested')).toEqual([]);
});

test('a step that needs approval waits for it in the audit channel', async () => {
  await house.rule({ approval: { needed: 1, overGroups: 0, minutes: 15 }, holdSeconds: 0 });
  await run();
  await house.until('the card', () => house.card(auditChannel).includes('Approval needed'), 500);
  await house.press(actionIds.decline, 'U0OWNER', auditChannel);
  expect(await ended()).toEqual({ outputs: { outcome: 'not-asked', message: 'Declined' } });
});

test('with the step off, which it is by default, nobody listens', async () => {
  await house.end();
  // It is never acknowledged: the stand-in need not wait for that.
  house = await House.start({ WORKFLOW_STEP: 'off' }, { ackTimeoutMs: 300 });
  await run();
  await house.clock.advance(60_000);
  expect(house.slack.steps.get(executionId)).toBeNull();
  expect(house.wasend.leaveCalls()).toEqual([]);
});
