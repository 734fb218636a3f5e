import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { signBody } from '../src/wire/signing.ts';
import { useBench } from './stand-in-bench.ts';

const worked = JSON.parse(readFileSync('test/fixtures/slack/signing/worked-example.json', 'utf8'));

describe('signing', () => {
  const bench = useBench();

  test("Slack's worked example gives Slack's signature", () => {
    const signature = signBody(
      worked.signing_secret,
      worked.headers['x-slack-request-timestamp'],
      worked.raw_body,
    );
    expect(signature).toBe(worked.headers['x-slack-signature']);
  });

  test('a delivery is signed over the very bytes that arrive, at the time of the clock', async () => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM', text: 'größe & <@U0ADMIN|ada>' });
    const [received] = bench.app.received;
    const timestamp = String(bench.nowMs / 1000);
    expect(received?.headers['x-slack-request-timestamp']).toBe(timestamp);
    expect(received?.headers['x-slack-signature']).toBe(
      signBody('a-signing-secret', timestamp, received?.body ?? ''),
    );
  });

  test('a raw delivery carries the headers it is given and no others of Slack', async () => {
    const headers = { 'content-type': 'application/json', ...bench.slack.sign('{}', 12) };
    await bench.slack.raw('{"tampered":true}', headers);
    await bench.slack.raw('{}', {});
    expect(bench.app.received[0]?.headers['x-slack-request-timestamp']).toBe('12');
    expect(bench.app.received[0]?.body).toBe('{"tampered":true}');
    expect(bench.app.received[1]?.headers['x-slack-signature']).toBeUndefined();
  });
});
