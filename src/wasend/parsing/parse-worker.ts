import { parentPort } from 'node:worker_threads';
import type { FactsKind, Reducing } from './facts.ts';
import { reduceAnswer } from './reduce-answer.ts';

/** Reduces answers in a thread of its own: so the largest one holds nobody up. */
parentPort?.on('message', ({ job, reducing }: { job: number; reducing: Reducing<FactsKind> }) => {
  parentPort?.postMessage({ job, reduced: reduceAnswer(reducing) });
});
