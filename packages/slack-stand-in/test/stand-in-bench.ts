import { afterEach, beforeEach } from '@jest/globals';
import { type SlackStandIn, type SlackStandInOptions, startSlackStandIn } from '../src/slack-stand-in.ts';
import type { WorldSeed } from '../src/world/world-seed.ts';
import { type PlainApp, startPlainApp } from './plain-app.ts';

export interface Bench {
  slack: SlackStandIn;
  app: PlainApp;
  /** Epoch ms, turned by hand. */
  nowMs: number;
  /** Calls a Web API method with a form, as the SDKs do, and answers the body. */
  call(method: string, args: Record<string, unknown>, token?: string): Promise<ApiAnswer>;
  /** The trigger id of the latest payload the app was sent. */
  latestTrigger(): string;
}

type ApiAnswer = { ok: boolean; error?: string } & Record<string, unknown>;

/** A stand-in, a plain app and a clock, fresh for every test. */
export function useBench(seed?: WorldSeed, options: Partial<SlackStandInOptions> = {}): Bench {
  const bench = {} as Bench;
  beforeEach(async () => {
    bench.nowMs = Date.parse('2026-03-02T09:00:00Z');
    bench.app = await startPlainApp();
    bench.slack = await startSlackStandIn({
      signingSecret: 'a-signing-secret',
      now: () => bench.nowMs,
      ...(seed ? { world: seed } : {}),
      ...options,
    });
    bench.slack.deliverTo(bench.app.url);
    bench.call = (method, args, token = 'xoxb-stand-in-1') => callApi(bench.slack, method, args, token);
    bench.latestTrigger = () => {
      const { form } = bench.app.received.at(-1) ?? { form: {} as Record<string, string> };
      return form.trigger_id ?? JSON.parse(form.payload ?? '{}').trigger_id;
    };
  });
  afterEach(async () => {
    await bench.slack.close();
    await bench.app.close();
  });
  return bench;
}

async function callApi(
  { apiUrl }: SlackStandIn,
  method: string,
  args: Record<string, unknown>,
  token: string,
): Promise<ApiAnswer> {
  const fields = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(Object.fromEntries(fields)),
  });
  return (await response.json()) as ApiAnswer;
}

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

/** A modal with one required text input, `note` / `text`. */
export function noteModal(more: Record<string, unknown> = {}): Record<string, unknown> {
  const element = { type: 'plain_text_input', action_id: 'text' };
  return {
    type: 'modal',
    callback_id: 'note',
    title: plain('A note'),
    submit: plain('Keep it'),
    blocks: [{ type: 'input', block_id: 'note', label: plain('Note'), element }],
    ...more,
  };
}

/** An actions block with one button. */
export function buttonBlock(actionId: string, value: string, text = 'Press'): Record<string, unknown> {
  return { type: 'actions', elements: [{ type: 'button', action_id: actionId, value, text: plain(text) }] };
}
