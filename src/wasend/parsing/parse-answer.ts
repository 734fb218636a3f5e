import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { unreadAnswer } from '../answer/read-answer.ts';
import type { FactsKind, Reduced, Reducing } from './facts.ts';
import { reduceAnswer } from './reduce-answer.ts';

/**
 * Larger answers would hold the event loop for longer than people should wait for each other. It is the rows that cost,
 * not the bytes: 64 KiB hold some 1,300 small groups, 8 ms of processor (6 µs each); a group's members are cheaper, and
 * for a single group no thread is worth its start.
 */
const mostBytesHere = {
  nothing: 256 * 1024,
  session: 256 * 1024,
  sessions: 256 * 1024,
  group: 256 * 1024,
  'groups-page': 64 * 1024,
  count: 256 * 1024,
  invite: 256 * 1024,
} as const satisfies Record<FactsKind, number>;

/** A worker is kept this long without work: a list comes in several pages. */
const idleMs = 10_000;

/** Reduces answers to their facts. */
export type ParseAnswer = typeof parseAnswer;

/** Reduces an answer to its facts: a large one in another thread, to which its body is handed over. Never rejects. */
export function parseAnswer<Kind extends FactsKind>(reducing: Reducing<Kind>): Promise<Reduced<Kind>> {
  if (reducing.body.byteLength <= mostBytesHere[reducing.kind])
    return Promise.resolve(reduceAnswer(reducing));
  return inWorker(reducing) as Promise<Reduced<Kind>>;
}

type AnyReduced = Reduced<FactsKind>;

interface Shared {
  readonly worker: Worker;
  readonly waiting: Map<number, (reduced: AnyReduced) => void>;
}

/** One for the whole process: there is work for it only now and then. */
let shared: Shared | null = null;
let jobs = 0;
let idle: NodeJS.Timeout | null = null;

function inWorker(reducing: Reducing<FactsKind>): Promise<AnyReduced> {
  shared ??= startWorker();
  const { worker, waiting } = shared;
  if (idle !== null) clearTimeout(idle);
  jobs += 1;
  const job = jobs;
  return new Promise((resolve) => {
    waiting.set(job, resolve);
    worker.ref();
    worker.postMessage({ job, reducing }, [reducing.body.buffer as ArrayBuffer]);
  });
}

function startWorker(): Shared {
  const worker = new Worker(fileURLToPath(new URL('./parse-worker.ts', import.meta.url)));
  const waiting: Shared['waiting'] = new Map();
  worker.on('message', ({ job, reduced }: { job: number; reduced: AnyReduced }) => {
    waiting.get(job)?.(reduced);
    waiting.delete(job);
    if (waiting.size > 0) return;
    worker.unref();
    idle = setTimeout(() => void endWorker(worker), idleMs).unref();
  });
  const fail = (): void => {
    if (shared?.worker === worker) shared = null;
    for (const resolve of waiting.values()) resolve({ answer: unreadAnswer('unreadable'), value: null });
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', fail);
  return { worker, waiting };
}

async function endWorker(worker: Worker): Promise<void> {
  if (shared?.worker === worker) shared = null;
  await worker.terminate();
}
