import { readFileSync } from 'node:fs';

/** Something found in public reports of other software: what was put in, and what should come of it. */
export interface ReportedCase<Input> {
  readonly id: string;
  readonly title: string;
  readonly input: Input;
}

/** Reads one of `fixtures/cases/` by its id. */
export function reportedCase<Input>(id: string): ReportedCase<Input> {
  return JSON.parse(readFileSync(new URL(`fixtures/cases/${id}.json`, import.meta.url), 'utf8'));
}
