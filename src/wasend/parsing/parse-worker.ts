import { parentPort } from 'node:worker_threads';
import { type FactsKind, type Reducing, reduceAnswer } from './facts.ts';

/** Reduces answers in a thread of its own: so the largest one holds nobody up. */
parentPort?.on('message', ({ job, reducing }: { job: number; reducing: Reducing<FactsKind> }) => {
  parentPort?.postMessage({ job, reduced: reduceAnswer(reducing) });
});
