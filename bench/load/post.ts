import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { signingSecret } from '../world/names.ts';
import type { Minted } from '../world/protocol.ts';

/** How a peer answered one delivery. */
export interface Acked {
  /** 0 where there was no answer. */
  readonly status: number;
  readonly ackMs: number;
  /** When it was sent, as the world counts: epoch milliseconds with fractions. */
  readonly sentAt: number;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const patienceMs = 30_000;

/** Signs a payload now and delivers it over a connection that is kept, as Slack's are. Never rejects. */
export function deliver(url: string, { contentType, body }: Minted): Promise<Acked> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return new Promise((resolve) => {
    const beganAt = performance.now();
    const end = (status: number, answer: string): void =>
      resolve({
        status,
        body: answer,
        ackMs: performance.now() - beganAt,
        sentAt: performance.timeOrigin + beganAt,
      });
    const sending = request(url, {
      method: 'POST',
      agent,
      timeout: patienceMs,
      headers: {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
    });
    sending.on('timeout', () => sending.destroy());
    sending.on('error', () => end(0, ''));
    sending.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', () => end(0, ''));
      response.on('end', () => end(response.statusCode ?? 0, text));
    });
    sending.end(body);
  });
}

/** Ends the connections that are kept open. */
export function endConnections(): void {
  agent.destroy();
}
