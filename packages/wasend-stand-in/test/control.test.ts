import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readOptions } from '../src/control/command-line.ts';
import { groupId, key, sessionId, useBench } from './bench.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

describe('orders over HTTP', () => {
  const bench = useBench({ hasControl: true });
  const order = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    bench.call(method, `/_stand-in/${path}`, {
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  test('say what there is and how it stands', async () => {
    const { body } = await order('GET', '');
    expect(body).toMatchObject({ shape: 'docs', stale: { listLag: 0, mostMembers: 'Infinity' } });
    expect((body as { orders: string[] }).orders).toContain('POST faults');
    expect((body as { faults: string[] }).faults).toContain('late-504');
  });

  test('set faults of a kind, answers of one’s own, and none again', async () => {
    await order('POST', 'faults', { kind: '408', route: 'leave', does: true });
    expect((await bench.leave(groupId)).status).toBe(408);
    expect(bench.wasend.world.isMember(sessionId, groupId)).toBe(false);
    await order('POST', 'faults', { answer: { status: 418, body: { tea: true } }, times: 'Infinity' });
    expect(await bench.get('/account')).toMatchObject({ status: 418, body: { tea: true } });
    await order('DELETE', 'faults');
    expect((await bench.get('/account')).status).toBe(200);
    await order('POST', 'faults', { kind: '500', share: 1 });
    expect((await bench.get('/account')).status).toBe(500);
  });

  test('make reads lie, and true again', async () => {
    await order('PATCH', 'stale', { mostMembers: 1, oddRows: { every: 'number-name' }, listLag: 'Infinity' });
    expect(bench.wasend.stale).toMatchObject({ mostMembers: 1, listLag: Infinity });
    await order('DELETE', 'stale');
    expect(bench.wasend.stale).toMatchObject({ mostMembers: Infinity, oddRows: {} });
  });

  test('set the shape and the limit', async () => {
    await order('PATCH', 'settings', { shape: 'sdk', limit: { calls: 0, windowMs: 1_000, counts: 'leave' } });
    expect(bench.wasend.shape).toBe('sdk');
    expect((await bench.leave(groupId)).status).toBe(429);
  });

  test('change the world', async () => {
    const change = (body: object) => order('POST', 'world', body);
    await change({ do: 'add-key', key: 'wk_2' });
    await change({ do: 'add-session', key: 'wk_2', session: { id: 'rio' } });
    await change({ do: 'set-number', sessionId: 'rio', spelling: 'brazil-typed-nine' });
    const made = (await change({ do: 'add-groups', sessionId: 'rio', count: 3, group: { otherMembers: 9 } }))
      .body;
    const [first] = (made as { answer: string[] }).answer;
    await change({ do: 'rename', groupId: first, name: 'Praia' });
    await change({ do: 'take-us-out', sessionId: 'rio', groupId: first });
    await change({ do: 'put-us-in', sessionId: 'rio', groupId: first, standing: 'admin' });
    await change({ do: 'set-status', sessionId: 'rio', status: 'STARTING' });
    await change({ do: 'add-group', sessionId: 'rio', group: { name: 'One more' } });
    const { world } = bench.wasend;
    expect(world.groups('rio')).toHaveLength(4);
    expect(world.groups('rio')[0]).toMatchObject({ name: 'Praia', standing: 'admin', memberCount: 10 });
    expect(world.sessions('wk_2')).toMatchObject([{ status: 'STARTING', phoneNumber: '+5511987654321' }]);
  });

  test('do late deeds now, and show the journal', async () => {
    await order('POST', 'faults', { kind: 'late-504', laterMs: 60_000 });
    await bench.leave(groupId);
    expect((await order('POST', 'late-deeds')).body).toEqual({ ok: true, done: 1 });
    expect((await order('GET', 'journal')).body).toMatchObject([{ route: 'leave', did: true }]);
    expect((await order('GET', 'problems')).body).toEqual([]);
    expect((await order('POST', 'slow')).status).toBe(200);
  });

  test.each([
    ['POST', 'faults', {}],
    ['POST', 'faults', { kind: 'no-such-kind' }],
    ['POST', 'faults', { kind: '500', answer: { status: 200 } }],
    ['PATCH', 'stale', { listLag: -1 }],
    ['PATCH', 'stale', { nobody: true }],
    ['POST', 'world', { do: 'rename', groupId: 'nobody', name: '' }],
    ['POST', 'world', { do: 'set-status', sessionId: 'nobody', status: 'WORKING' }],
  ])('%s %s %j is refused with a reason', async (method, path, body) => {
    expect(await order(method, path, body)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
  });

  test('come from nowhere else', async () => {
    const { status } = await order('DELETE', 'faults', undefined, { origin: 'https://evil.example' });
    expect(status).toBe(403);
    expect((await order('GET', 'nothing')).status).toBe(404);
  });
});

test('without control the path is a route miss', async () => {
  const { startWasendStandIn } = await import('../src/wasend-stand-in.ts');
  const wasend = await startWasendStandIn();
  expect((await fetch(`${wasend.url}/_stand-in/`)).status).toBe(404);
  await wasend.close();
});

describe('alone', () => {
  test('the command line is read, or refused with a reason', () => {
    expect(readOptions(['--shape', 'sdk', '--groups', '9', '--limit-all'])).toMatchObject({
      kind: 'run',
      options: { shape: 'sdk', port: 4_500, groups: 9, limit: { calls: 10, counts: 'all' } },
    });
    expect(readOptions(['--help'])).toEqual({ kind: 'help' });
    for (const words of [['--shape', 'x'], ['--port', '-1'], ['--nothing'], ['word']])
      expect(readOptions(words)).toMatchObject({ kind: 'wrong' });
  });

  test('it says where it is and what it knows, serves, and ends when told to', async () => {
    const child = spawn(process.execPath, [main, '--port', '0', '--shape', 'sdk', '--groups', '2'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line.startsWith('Stop with')) break;
    }
    const said = Object.fromEntries(
      lines.filter((line) => /^WASEND_\w+=/.test(line)).map((line) => line.split('=')),
    );
    const headers = { authorization: `Bearer ${said.WASEND_API_KEY}` };
    const list = await fetch(`${said.WASEND_BASE_URL}/${said.WASEND_SESSION_ID}/groups`, { headers });
    expect(await list.json()).toHaveLength(20);
    expect((await fetch(`${said.WASEND_BASE_URL}/_stand-in/`)).status).toBe(200);
    expect(said.WASEND_API_KEY).toBe(key);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
