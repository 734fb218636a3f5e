import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Answer, json } from '../answering/answer.ts';
import type { WasendStandIn } from '../answering/handle.ts';
import { send } from '../answering/send-answer.ts';
import { faultPlans } from '../faults/fault-plans.ts';
import { oddRowNames } from '../reads/odd-rows.ts';
import { shapes } from '../shapes/shapes.ts';
import { spellings } from '../world/spellings.ts';
import { changeWorld } from './change-world.ts';
import { FaultOrder, SettingsOrder, StaleOrder, WorldOrder } from './orders.ts';

const mostBodyBytes = 200_000;

type Controlled = Omit<WasendStandIn, 'close'>;

/** Takes one order at `/_stand-in/…`. Whatever cannot be done is answered with 400 or 404 and the reason. */
export async function answerControl(
  standIn: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  send(response, await obey(standIn, request));
}

async function obey(standIn: Controlled, request: IncomingMessage): Promise<Answer> {
  if (!isFromHere(request)) return json(403, { error: 'Orders are taken from this machine alone.' });
  const path = (request.url ?? '').split('?')[0]?.replace(/^\/_stand-in\/?/, '') ?? '';
  const handler = handlers[`${request.method} ${path}`];
  if (handler === undefined) return json(404, { error: 'No such order.', orders: Object.keys(handlers) });
  try {
    return json(200, handler(standIn, await readJson(request)) ?? { ok: true });
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return json(400, { error: why });
  }
}

const handlers: Readonly<Record<string, (standIn: Controlled, body: unknown) => unknown>> = {
  'GET ': ({ url, shape, limit, stale: { clear, ...stale } }) => ({
    url,
    shape,
    limit,
    stale: Object.fromEntries(Object.entries(stale).map(([field, value]) => [field, sayInfinity(value)])),
    faults: Object.keys(faultPlans),
    shapes: Object.keys(shapes),
    oddRows: oddRowNames,
    spellings: Object.keys(spellings),
    orders: Object.keys(handlers),
  }),
  'GET journal': ({ journal }) => journal,
  'GET problems': ({ problems }) => problems,
  'POST faults': ({ faults }, body) => {
    const { kind, answer, share, times, ...order } = FaultOrder.parse(body);
    const what = kind ?? answer;
    if (what === undefined) return;
    const target = order as Parameters<typeof faults.next>[1];
    if (share === undefined) faults.next(what as 'cut', { times: times ?? 1, ...target });
    else faults.always(what as 'cut', share, { ...target, random: Math.random });
  },
  'DELETE faults': ({ faults }) => faults.clear(),
  'PATCH stale': ({ stale }, body) => void Object.assign(stale, StaleOrder.parse(body)),
  'DELETE stale': ({ stale }) => stale.clear(),
  'PATCH settings': (standIn, body) => void Object.assign(standIn, SettingsOrder.parse(body)),
  'POST world': ({ world }, body) => ({ ok: true, answer: changeWorld(world, WorldOrder.parse(body)) }),
  'POST late-deeds': ({ lateDeeds }) => ({ ok: true, done: lateDeeds.doNow() }),
  'POST slow': ({ gate }) => gate.slow.release(),
};

/** JSON has no word for it; orders are given with this one. */
const sayInfinity = (value: unknown): unknown => (value === Infinity ? 'Infinity' : value);

/** A page of another site must not turn knobs, neither by its own name nor by one that leads to this machine. */
function isFromHere({ headers: { host = '', origin } }: IncomingMessage): boolean {
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  return isHere && (origin === undefined || origin === `http://${host}`);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBodyBytes) throw new Error('The order is too long.');
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}
