import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { endsWithTest } from '../suite/ends-with-test.ts';

/** What stands before several replicas, as a load balancer that loses its answers and asks again would. */
export interface Door {
  readonly url: string;
  /** The ports of those that live now. */
  lead(ports: readonly number[]): void;
}

/**
 * Takes each delivery to one to three replicas, shuffled, and sometimes twice to the same; answers what the first that
 * answered said. Commands and first presses that carry a trigger go to one only: a trigger is good once.
 */
export async function openDoor(random: () => number): Promise<Door> {
  let replicas: readonly number[] = [];
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const isOnce = /^command=|%22type%22%3A%22block_actions%22/.test(body.toString('latin1'));
    const shuffled = replicas.toSorted(() => random() - 0.5);
    const some = isOnce ? shuffled.slice(0, 1) : shuffled.slice(0, 1 + Math.floor(random() * 3));
    const targets = !isOnce && random() < 0.3 ? [...some, ...some.slice(0, 1)] : some;
    const answers = targets.map((port) => post(port, request, body));
    const answer = await Promise.any(answers).catch(() => null);
    await Promise.allSettled(answers);
    if (answer === null) {
      response.writeHead(503).end();
      return;
    }
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type }).end(answer.body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endsWithTest(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    lead(ports) {
      replicas = ports;
    },
  };
}

async function post(port: number, { headers }: IncomingMessage, body: Buffer) {
  const passed = Object.entries(headers).filter(
    ([name]) => name === 'content-type' || name.startsWith('x-slack-'),
  );
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: Object.fromEntries(passed.map(([name, value]) => [name, String(value)])),
    body: new Uint8Array(body),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}
