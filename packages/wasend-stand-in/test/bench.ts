import { readFileSync } from 'node:fs';
import { afterEach, beforeEach } from '@jest/globals';
import { startWasendStandIn, type WasendStandIn, type WasendStandInOptions } from '../src/wasend-stand-in.ts';

export const key = 'wk_stand_in_1';
export const sessionId = '8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10';
/** A plain group, and the one the fixtures speak of. */
export const groupId = '120363025246125486@g.us';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

export interface Bench {
  wasend: WasendStandIn;
  /** Epoch ms, turned by hand. */
  nowMs: number;
  call(method: string, path: string, more?: RequestInit & { key?: string }): Promise<Reply>;
  get(path: string): Promise<Reply>;
  leave(groupId: string, more?: RequestInit & { key?: string }): Promise<Reply>;
}

/** A stand-in and a clock, fresh for every test. */
export function useBench(options: WasendStandInOptions = {}): Bench {
  const bench = {} as Bench;
  beforeEach(async () => {
    bench.nowMs = Date.parse('2026-05-26T08:10:42.222Z');
    bench.wasend = await startWasendStandIn({ now: () => bench.nowMs, ...options });
    bench.call = (method, path, more) => call(bench.wasend.url + path, { method, ...more });
    bench.get = (path) => bench.call('GET', path);
    bench.leave = (id, more) => bench.call('POST', leavePath(id), more);
  });
  afterEach(() => bench.wasend.close());
  return bench;
}

export const leavePath = (id: string): string => `/${sessionId}/groups/${encodeURIComponent(id)}/leave`;

async function call(
  url: string,
  { key: used = key, ...init }: RequestInit & { key?: string },
): Promise<Reply> {
  const response = await fetch(url, {
    redirect: 'manual',
    ...init,
    headers: { authorization: `Bearer ${used}`, ...Object.fromEntries(new Headers(init.headers)) },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: asJson(text) };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface Fixture {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One recorded answer, such as `errors/waha/404-route`. */
export function fixture(name: string): Fixture {
  const file = new URL(`../../../test/fixtures/wasend/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

/** Every path of a body with the type found there, such as `groups[].name: string`; keys that are ids become `*`. */
export function outline(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return unique(value.flatMap((item) => outline(item, `${path}[]`)));
  if (typeof value !== 'object' || value === null)
    return [`${path}: ${value === null ? 'null' : typeof value}`];
  return unique(
    Object.entries(value).flatMap(([name, inner]) =>
      outline(inner, `${path}.${name.includes('@') ? '*' : name}`),
    ),
  );
}

const unique = (lines: readonly string[]): string[] => [...new Set(lines)].toSorted();
