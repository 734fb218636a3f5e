import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningPage, startPage } from '../../src/web/run-page.ts';

describe('the server of the page', () => {
  let page: RunningPage;
  beforeAll(async () => {
    page = await startPage(0);
  }, 30_000);
  afterAll(() => page.stop());

  const act = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${page.url}/acts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, result: response.status === 200 ? await response.json() : null };
  };

  test('serves one page, its script and its style, and lets it load nothing from elsewhere', async () => {
    for (const [path, type] of [
      ['/', 'text/html'],
      ['/page.js', 'text/javascript'],
      ['/page.css', 'text/css'],
    ] as const) {
      const response = await fetch(`${page.url}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain(type);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect((await response.text()).length).toBeGreaterThan(200);
    }
    expect((await fetch(`${page.url}/../package.json`)).status).toBe(404);
  });

  test('does nothing for the page of another site', async () => {
    const help = { do: 'type', user: 'U0ADMIN', channel: 'C0TEAM', text: '/wasend-leave help' };
    expect((await act(help, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await act(help, { origin: page.url })).result).toEqual({ ok: true });
  });

  test.each([
    ['what is no JSON', '{'],
    ['an act nobody knows', { do: 'dance' }],
    ['a fault nobody knows', { do: 'fault', kind: 'toString', route: 'leave', times: 1 }],
    ['a person nobody knows', { do: 'open-home', user: 'U0NOBODY' }],
    ['a story nobody knows', { do: 'play', story: 'toString' }],
    ['a form nobody has open', { do: 'submit', user: 'U0ADMIN', viewId: 'V9', values: {} }],
    ['a body without end', JSON.stringify({ do: 'type', text: 'x'.repeat(300_000) })],
  ])('%s is refused with a reason', async (_, body) => {
    const { status, result } = await act(body);
    expect(status).toBe(200);
    expect(result).toEqual({ ok: false, why: expect.stringMatching(/\S/) });
  });

  test('sends the whole state at once, and again when something changed', async () => {
    const stop = new AbortController();
    const response = await fetch(`${page.url}/snapshots`, { signal: stop.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (words: string): Promise<void> => {
      while (!text.includes(words)) text += (await reader?.read())?.value ?? '';
    };
    await until('"stories":');
    await act({ do: 'rename', groupId: '120363025246125486@g.us', name: 'Padel Thursdays' });
    await until('Padel Thursdays');
    stop.abort();
    expect(text).not.toContain('wk_stand_in_1');
  });
});
