import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../src/eventually.ts';
import type { Snapshot } from '../../src/web/protocol.ts';
import type { SandboxRun } from '../../src/web/run/sandbox-run.ts';
import { type RunningPage, startPage } from '../../src/web/run-page.ts';
import { takeSnapshot } from '../../src/web/shown/take-snapshot.ts';
import { startWebServer } from '../../src/web/web-server.ts';

describe('the server of the page', () => {
  let page: RunningPage;
  beforeAll(async () => {
    page = await startPage({ port: 0 });
  });
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

  test.each(['//x:99999999/', '/%', '//', '/\\', '*'])('an address such as %s ends nothing', async (path) => {
    const { hostname, port } = new URL(page.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ hostname, port, path, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.once('error', reject).end();
    });
    expect(status).toBe(404);
    expect((await fetch(page.url)).status).toBe(200);
  });

  test('the app ends with whoever started it, however that ended', async () => {
    const starter = fileURLToPath(new URL('./start-app-and-wait.ts', import.meta.url));
    const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const appPid = Number((await lines.next()).value);
    expect(isAlive(appPid)).toBe(true);
    child.kill('SIGKILL');
    await eventually('the app has ended', () => !isAlive(appPid));
  }, 60_000);

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
    await until('"type":"settings-changed"');
    expect(text).toContain('"ledger":{"entries":[{');
    expect(text).toMatch(/"ledger":\{[^\n]*"fault":null\}/);
    await act({ do: 'rename', groupId: '120363025246125486@g.us', name: 'Padel Thursdays' });
    await until('Padel Thursdays');
    stop.abort();
    expect(text).not.toContain('wk_stand_in_1');
  });
});

describe('a server whose sandbox breaks', () => {
  const whole: Snapshot = takeSnapshot({ world: null, run: 1, play: null });
  const broken: SandboxRun = {
    bench: null,
    snapshot: () => whole,
    take: () => Promise.reject(new Error('broken')),
    tabClosed: () => {},
    stop: async () => {},
  };
  const files = { script: '', style: '' };

  test('says so to an open page, and shows everything once that is over', async () => {
    let isBroken = true;
    const snapshot = (): Snapshot => {
      if (isBroken) throw new Error('no snapshot today');
      return whole;
    };
    const server = await startWebServer({ ...broken, snapshot }, files, 0);
    const response = await fetch(`${server.url}/snapshots`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (): Promise<unknown> =>
      JSON.parse(((await reader?.read())?.value ?? '').replace(/^data: /, ''));
    expect(await next()).toEqual({ fault: 'no snapshot today' });
    isBroken = false;
    expect(await next()).toMatchObject({ fault: null, stories: whole.stories, ledger: whole.ledger });
    isBroken = true;
    expect(await next()).toEqual({ fault: 'no snapshot today' });
    await server.close();
  });

  test('leaves nobody waiting for an answer', async () => {
    const told: unknown[] = [];
    const server = await startWebServer(broken, files, 0, (error) => told.push(error));
    const response = await fetch(`${server.url}/acts`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(500);
    expect((await fetch(server.url)).status).toBe(200);
    expect(told).toEqual([new Error('broken')]);
    await server.close();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
