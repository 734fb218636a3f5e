import { describe, expect, test } from '@jest/globals';
import { buttonBlock, useBench } from './stand-in-bench.ts';

const hologram = [{ type: 'hologram', beam: 1 }];

describe('what the stand-in does not know', () => {
  describe('strict, as for our own tests', () => {
    const bench = useBench();

    test('is refused, and a problem', async () => {
      expect(
        await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', blocks: hologram }),
      ).toMatchObject({ error: 'invalid_blocks' });
      expect(await bench.call('calls.add', {})).toEqual({ ok: false, error: 'unknown_method' });
      expect(bench.slack.problems).toHaveLength(2);
      expect(bench.slack.notes).toEqual([]);
    });
  });

  describe('lenient, as for other apps', () => {
    const bench = useBench(undefined, { strict: false });

    test('passes with a note', async () => {
      expect(
        await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', blocks: hologram }),
      ).toMatchObject({ ok: true });
      expect(await bench.call('blocks.validate', { blocks: hologram })).toMatchObject({ ok: true });
      expect(await bench.call('calls.add', {})).toMatchObject({
        ok: true,
        warning: 'method_not_known_to_the_stand_in',
      });
      expect(bench.slack.world.messagesIn('C0TEAM')).toMatchObject([{ blocks: hologram }]);
      expect(bench.slack.notes.map(({ method, message }) => [method, message])).toEqual([
        ['chat.postMessage', 'this stand-in does not know it: unsupported type: hologram at /blocks/0/type'],
        ['calls.add', 'this stand-in does not know it: answered ok, and nothing was done'],
      ]);
      expect(bench.slack.problems).toEqual([]);
    });

    test('what is certainly wrong is refused all the same', async () => {
      const wrong = [{ type: 'section' }, ...hologram];
      expect(
        await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', blocks: wrong }),
      ).toMatchObject({
        error: 'invalid_blocks',
        errors: ['[ERROR] missing required field: text or fields [json-pointer:/blocks/0]'],
      });
    });
  });
});

describe('an answer to a button over its response_url', () => {
  const post = (url: string, body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const pressedUrl = async (bench: ReturnType<typeof useBench>) => {
    await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', blocks: [buttonBlock('go', '1')] });
    const [message] = bench.slack.world.messagesIn('C0TEAM');
    await bench.slack.press({ user: 'U0MEMBER', channel: 'C0TEAM', ts: message?.ts ?? '', actionId: 'go' });
    return JSON.parse(bench.app.received.at(-1)?.form.payload ?? '').response_url as string;
  };

  describe('where it must be explicit', () => {
    const bench = useBench(undefined, { requireExplicitResponse: true });

    test.each([
      { text: 'b' },
      { text: 'b', replace_original: false },
      { text: 'b', response_type: 'ephemeral' },
    ])('%j is refused, and a problem', async (body) => {
      expect((await post(await pressedUrl(bench), body)).status).toBe(400);
      expect(bench.slack.problems).toMatchObject([{ message: expect.stringContaining('must say') }]);
      expect(bench.slack.world.messagesIn('C0TEAM')).toMatchObject([{ text: 'a' }]);
    });

    test.each([
      { text: 'b', replace_original: false, response_type: 'ephemeral' },
      { text: 'b', replace_original: true },
      { delete_original: true },
    ])('%j passes', async (body) => {
      expect((await post(await pressedUrl(bench), body)).status).toBe(200);
      expect(bench.slack.problems).toEqual([]);
    });
  });

  describe('where it need not', () => {
    const bench = useBench();

    test('it passes with a note', async () => {
      expect((await post(await pressedUrl(bench), { text: 'b' })).status).toBe(200);
      expect(bench.slack.problems).toEqual([]);
      expect(bench.slack.notes).toMatchObject([
        { method: 'response_url', message: expect.stringContaining('must say') },
      ]);
    });
  });
});
