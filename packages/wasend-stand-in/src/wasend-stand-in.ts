import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createGate } from './answering/gate.ts';
import type { WasendStandIn } from './answering/handle.ts';
import { handleCall } from './answering/handle-call.ts';
import { createPace, type Limit } from './answering/pace.ts';
import { answerControl } from './control/control.ts';
import { createFaults } from './faults/faults.ts';
import { createLateDeeds } from './faults/late-deeds.ts';
import { createJournal } from './journal.ts';
import { createStale } from './reads/stale.ts';
import type { ShapeName } from './shapes/shapes.ts';
import type { StandInParts } from './stand-in-parts.ts';
import { defaultWorld } from './world/default-world.ts';
import { createWorld } from './world/world.ts';
import type { WorldSeed } from './world/world-seed.ts';

export type { WasendStandIn } from './answering/handle.ts';

export interface WasendStandInOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Epoch ms; for the pace and the journal. */
  readonly now?: () => number;
  readonly world?: WorldSeed;
  /** Per key, in a sliding window; 10 leave calls in 60 s when left out. */
  readonly limit?: Limit;
  /** How reads and leaving are answered at the start; `docs` when left out. */
  readonly shape?: ShapeName;
  /** Whether what a careful client does not send is noted as a problem; true when left out. */
  readonly isStrict?: boolean;
  /** Whether `/_stand-in/` takes orders over HTTP; false when left out. */
  readonly hasControl?: boolean;
}

const documentedLimit: Limit = { calls: 10, windowMs: 60_000, counts: 'leave' };

/** Starts a stand-in for the Wasend API on a local port. */
export async function startWasendStandIn(options: WasendStandInOptions = {}): Promise<WasendStandIn> {
  const { now = Date.now, host = '127.0.0.1', limit = documentedLimit } = options;
  const { world, state } = createWorld(options.world ?? defaultWorld);
  const { faults, take } = createFaults();
  const parts: StandInParts = {
    late: createLateDeeds(now),
    state,
    stale: createStale(),
    gateKeeper: createGate(),
    pace: createPace(limit, now),
    journal: createJournal(now),
    settings: { shape: options.shape ?? 'docs', isStrict: options.isStrict ?? true },
    takeFault: take,
  };
  const server = createServer((request, response) => {
    const isOrder = options.hasControl && request.url?.startsWith('/_stand-in');
    const answered = isOrder
      ? answerControl(standIn, request, response)
      : handleCall(parts, request, response);
    answered.catch((error: unknown) => {
      parts.journal.note(request.url ?? '/', `The stand-in itself failed: ${error}`);
      response.destroy();
    });
  });
  const sockets = trackSockets(server);
  await listen(server, options.port ?? 0, host);
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  const standIn = handleOf({ url, world, faults, parts }, async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    parts.gateKeeper.releaseAll();
    await closed;
  });
  return standIn;
}

interface Started extends Pick<WasendStandIn, 'url' | 'world' | 'faults'> {
  readonly parts: StandInParts;
}

function handleOf({ url, world, faults, parts }: Started, close: () => Promise<void>): WasendStandIn {
  const { journal, gateKeeper, stale, settings, late, pace } = parts;
  return {
    url,
    get world() {
      late.doDue();
      return world;
    },
    faults,
    lateDeeds: late.lateDeeds,
    gate: gateKeeper.gate,
    stale,
    get shape() {
      return settings.shape;
    },
    set shape(name) {
      settings.shape = name;
    },
    get limit() {
      return pace.limit;
    },
    set limit(limit) {
      pace.limit = limit;
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
