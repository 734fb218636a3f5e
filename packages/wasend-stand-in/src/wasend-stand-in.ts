import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { defaultWorld } from './default-world.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGate, type Gate } from './gate.ts';
import { handleCall } from './handle-call.ts';
import { type Call, createJournal, type Problem } from './journal.ts';
import { createPace, type Limit } from './pace.ts';
import type { ShapeName } from './shapes/shapes.ts';
import { createStale, type Stale } from './stale.ts';
import type { StandInParts } from './stand-in-parts.ts';
import { createWorld, type World } from './world.ts';
import type { WorldSeed } from './world-seed.ts';

export interface WasendStandInOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Epoch ms; for the pace and the journal. */
  readonly now?: () => number;
  readonly world?: WorldSeed;
  /** Per key, in a sliding window; 10 leave calls in 60 s when left out. */
  readonly limit?: Limit;
}

/** A Wasend of one's own, with the WhatsApp behind it. */
export interface WasendStandIn {
  readonly url: string;
  readonly world: World;
  readonly faults: Faults;
  readonly gate: Gate;
  readonly stale: Stale;
  /** How reads are written, from the next call on; `docs` at the start. Leaving is always answered as documented. */
  shape: ShapeName;
  /** Every call, in order of arrival. */
  readonly journal: readonly Call[];
  /** What a careful client would not have sent; empty after a clean journey. */
  readonly problems: readonly Problem[];
  leaveCalls(groupId?: string): Call[];
  /** The most leave calls of one key that arrived within any such time, refused ones included. */
  mostInAnyWindow(windowMs: number): number;
  /** The most leave calls that were under way at once on one session. */
  maxConcurrentPerSession(): number;
  /** Stops listening and ends every connection, waiting ones too. May be called twice. */
  close(): Promise<void>;
}

const documentedLimit: Limit = { calls: 10, windowMs: 60_000, counts: 'leave' };

/** Starts a stand-in for the Wasend API on a local port. */
export async function startWasendStandIn(options: WasendStandInOptions = {}): Promise<WasendStandIn> {
  const { now = Date.now, host = '127.0.0.1', limit = documentedLimit } = options;
  const { world, state } = createWorld(options.world ?? defaultWorld);
  const { faults, take } = createFaults();
  const parts: StandInParts = {
    state,
    stale: createStale(),
    gateKeeper: createGate(),
    pace: createPace(limit, now),
    journal: createJournal(now),
    settings: { shape: 'docs' },
    takeFault: take,
  };
  const server = serve(parts);
  const sockets = trackSockets(server);
  await listen(server, options.port ?? 0, host);
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  return handleOf({ url, world, faults, parts }, async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    parts.gateKeeper.releaseAll();
    await closed;
  });
}

function serve(parts: StandInParts): Server {
  return createServer((request, response) => {
    handleCall(parts, request, response).catch((error: unknown) => {
      parts.journal.note(request.url ?? '/', `The stand-in itself failed: ${error}`);
      response.destroy();
    });
  });
}

interface Started extends Pick<WasendStandIn, 'url' | 'world' | 'faults'> {
  readonly parts: StandInParts;
}

function handleOf({ url, world, faults, parts }: Started, close: () => Promise<void>): WasendStandIn {
  const { journal, gateKeeper, stale, settings } = parts;
  return {
    url,
    world,
    faults,
    gate: gateKeeper.gate,
    stale,
    get shape() {
      return settings.shape;
    },
    set shape(name) {
      settings.shape = name;
    },
    journal: journal.calls,
    problems: journal.problems,
    leaveCalls: journal.leaveCalls,
    mostInAnyWindow: journal.mostInAnyWindow,
    maxConcurrentPerSession: journal.maxConcurrentPerSession,
    close,
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

/** Every socket, waiting ones included, which `server.close` would leave open. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}
