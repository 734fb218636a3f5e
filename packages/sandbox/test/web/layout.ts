import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const findFaults = readFileSync(new URL('./find-layout-faults.js', import.meta.url), 'utf8');

/** What a careful eye would object to in how the page is laid out now, a line each. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(findFaults);
}
