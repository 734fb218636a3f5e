import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { tellPrivately } from '../../../src/slack/telling/tell-privately.ts';
import { meaningOfCode } from '../../../src/slack/wire/slack-codes.ts';
import { atLength } from '../../suite/model-runs.ts';
import { asker, closedChannel, owner, TellingWorld, team } from './telling-world.ts';

/** Slack's own lists. https://docs.slack.dev/reference/methods */
const codesOf = JSON.parse(
  readFileSync(new URL('../../fixtures/slack-error-codes.json', import.meta.url), 'utf8'),
) as Record<string, string[]>;
const howOften = [
  ['once', 1],
  ['for ever', 1_000],
] as const;

/** All codes of the methods at length; otherwise every other one, and the others where it is answered as often otherwise. */
function codes(times: number, ...methods: string[]): string[] {
  const all = new Set([...methods, 'every'].flatMap((method) => codesOf[method] ?? []));
  const turn = times === 1 ? 0 : 1;
  return [...all].filter((_, index) => atLength || index % 2 === turn).concat('a_code_of_tomorrow');
}

/** Plays a scene at every code, each in a Slack of its own; answers the codes at which nobody was told in silence. */
async function silentAt(
  all: readonly string[],
  play: (world: TellingWorld, code: string) => Promise<(text: string) => boolean>,
): Promise<string[]> {
  const silent: string[] = [];
  for (const code of all) {
    const world = await TellingWorld.start();
    try {
      const isTold = await play(world, code);
      if (!world.seen().some(isTold) && !world.saysNobody) silent.push(code);
    } finally {
      await world.end();
    }
  }
  return silent;
}

const isResult = (text: string): boolean => text.includes('RESULT');
const isPrivateWord = (text: string): boolean => text === 'A word for you.';

describe.each(howOften)('a result, when Slack answers each of its codes %s', (_, times) => {
  test('to the first post of the card', async () => {
    const silent = await silentAt(codes(times, 'chat.postMessage'), async (world, code) => {
      world.slack.knobs.failNext('chat.postMessage', { error: code, times });
      world.ask();
      await world.tell();
      world.finish();
      await world.tell();
      expect([code, world.closed.has('01K00000000000000000000001')]).toEqual([code, true]);
      return isResult;
    });
    expect(silent).toEqual([]);
  }, 180_000);

  test('to the edit of the card: somebody is told', async () => {
    const untold: string[] = [];
    const silent = await silentAt(codes(times, 'chat.update'), async (world, code) => {
      world.ask();
      await world.tell();
      world.slack.knobs.failNext('chat.update', { error: code, times });
      world.finish();
      await world.tell();
      if (
        !world
          .seen()
          .filter((text) => !text.startsWith('Audit'))
          .some(isResult)
      )
        untold.push(code);
      return isResult;
    });
    expect([silent, untold]).toEqual([[], []]);
  }, 180_000);

  test('to a card that stands by response_url: somebody is told', async () => {
    const untold: string[] = [];
    await silentAt(codes(times, 'chat.postMessage'), async (world, code) => {
      await world.typeCommand(closedChannel);
      world.slack.knobs.failNext('response_url', { error: code, times });
      world.ask({ channelId: closedChannel, auditChannel: null });
      await world.tell();
      world.finish();
      await world.tell();
      if (!world.seen().some(isResult)) untold.push(code);
      return isResult;
    });
    expect(untold).toEqual([]);
  }, 180_000);

  test('to the end of a workflow’s step', async () => {
    const untold: string[] = [];
    for (const code of codes(times, 'functions.completeSuccess')) {
      const world = await TellingWorld.start();
      await world.runStep('Fx1');
      world.slack.knobs.failNext('functions.completeSuccess', { error: code, times });
      world.ask({ step: { executionId: 'Fx1' } });
      world.finish();
      await world.tell();
      const isSaid = world.logLines.some((line) => line.includes('could not be told the end'));
      const isEnded = world.slack.steps.get('Fx1') !== null;
      if (!isSaid && !isEnded) untold.push(code);
      await world.end();
    }
    expect(untold).toEqual([]);
  }, 180_000);
});

describe.each(howOften)('a private word, when Slack answers each of its codes %s', (_, times) => {
  test.each([['chat.postEphemeral'], ['response_url']])(
    'at %s: the person is told',
    async (method) => {
      const untold: string[] = [];
      await silentAt(codes(times, 'chat.postEphemeral'), async (world, code) => {
        await world.typeCommand(closedChannel);
        world.slack.knobs.failNext(method, { error: code, times });
        const channelId = method === 'response_url' ? closedChannel : team;
        const place = { by: asker, channelId, responseUrl: world.responseUrl };
        await tellPrivately(place, { text: 'A word for you.', blocks: [] }, world.client, world.means);
        if (!world.seen().some(isPrivateWord)) untold.push(code);
        return isPrivateWord;
      });
      expect(untold).toEqual([]);
    },
    180_000,
  );

  test('at every way: the log says that nobody could be told', async () => {
    const silent = await silentAt(
      codes(times, 'chat.postEphemeral', 'chat.postMessage'),
      async (world, code) => {
        for (const method of ['chat.postEphemeral', 'chat.postMessage'])
          world.slack.knobs.failNext(method, { error: code, times });
        const place = { by: owner, channelId: team, responseUrl: null };
        await tellPrivately(place, { text: 'A word for you.', blocks: [] }, world.client, world.means);
        return isPrivateWord;
      },
    );
    expect(silent).toEqual([]);
  }, 180_000);
});

test('a code that nobody has sorted is tried again', () => {
  expect(meaningOfCode('a_code_of_tomorrow')).toBe('passing');
});

test.each([
  'rate_limited',
  'message_limit_exceeded',
  'external_channel_migrating',
  'update_failed',
  'token_expired',
])('%s passes, so the same place is tried again', (code) => {
  expect(meaningOfCode(code)).toBe('passing');
});
