import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findChromium, startChromium } from '../../src/chromium.ts';
import { type RunningPage, startPage } from '../../src/web/run-page.ts';

/** `CHROMIUM` names another one, or, empty, none. */
const chromium = process.env.CHROMIUM === undefined ? findChromium() : process.env.CHROMIUM || null;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = fileURLToPath(new URL('../../../../test/pictures/', import.meta.url));
/** Pictures are kept on demand alone: times and ids differ in each, and a test should leave the tree as it was. */
const keepsPictures = process.env.PICTURES === 'keep';

/** A sandbox of one's own with its page open in a browser. */
export interface Visit {
  readonly page: Page;
  readonly url: string;
  /** Another window on the same sandbox. */
  open(options: BrowserContextOptions, query?: string): Promise<Page>;
}

/**
 * Tests in a real Chromium; `start` begins a visit, which ends with the tests. Where none is installed they are skipped,
 * and the title says how to run them. Fails when the browser complained about anything.
 */
export function describeInChromium(title: string, tests: (start: () => Promise<Visit>) => void): void {
  if (chromium === null) {
    const how =
      'no Chromium is installed; apt-get install chromium, then npm run jest -- packages/sandbox/test/web';
    process.stderr.write(`\nSKIPPED: ${title} (${how})\n`);
    describe.skip(`${title} (${how})`, () => tests(() => Promise.reject(new Error(how))));
    return;
  }
  describe(title, () => {
    let browser: Browser;
    const sandboxes: RunningPage[] = [];
    const complaints: string[] = [];
    beforeAll(async () => {
      browser = await startChromium(chromium);
    }, 30_000);
    afterAll(async () => {
      await browser.close();
      await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
      expect(complaints).toEqual([]);
    }, 60_000);
    tests(async () => {
      const sandbox = await startPage(0);
      sandboxes.push(sandbox);
      const open = async (options: BrowserContextOptions, query = ''): Promise<Page> => {
        const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, ...options });
        const page = await context.newPage();
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto(`${sandbox.url}/${query}`);
        await page.getByRole('main').waitFor();
        return page;
      };
      return { page: await open({}), url: sandbox.url, open };
    });
  });
}

/** The serious faults that axe finds on the page as it stands. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(`${axe}; 0`);
  const found: { id: string; impact: string; nodes: { html: string }[] }[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** Keeps a picture under `test/pictures/`, when they are asked for. */
export async function picture(
  part: { screenshot(options: { path: string }): Promise<unknown> },
  name: string,
): Promise<void> {
  if (!keepsPictures) return;
  mkdirSync(pictures, { recursive: true });
  await part.screenshot({ path: `${pictures}${name}.png` });
}
