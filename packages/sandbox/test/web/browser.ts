import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { findChromium, startChromium } from '../../src/chromium.ts';
import { eventually } from '../../src/eventually.ts';
import { type PageOptions, type RunningPage, startPage } from '../../src/web/run-page.ts';

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

/** Tests in a real Chromium. Where none is installed they are skipped, and the title says how to run them. */
export function describeWithBrowser(title: string, tests: (browserOf: () => Browser) => void): void {
  if (chromium === null) {
    const how = 'no Chromium is installed; apt-get install chromium, then npm run test:browser';
    process.stderr.write(`\nSKIPPED: ${title} (${how})\n`);
    const none = (): never => {
      throw new Error(how);
    };
    describe.skip(`${title} (${how})`, () => tests(none));
    return;
  }
  describe(title, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium(chromium);
    });
    tests(() => browser);
    afterAll(() => browser.close());
  });
}

/** The same on sandboxes: `start` begins a visit, which ends with the tests. Fails when the browser complained about anything. */
export function describeInChromium(
  title: string,
  tests: (start: (options?: PageOptions) => Promise<Visit>) => void,
): void {
  describeWithBrowser(title, (browserOf) => {
    const sandboxes: RunningPage[] = [];
    const complaints: string[] = [];
    afterAll(async () => {
      await Promise.all(
        browserOf()
          .contexts()
          .map((context) => context.close()),
      );
      await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
      expect(complaints).toEqual([]);
    });
    tests(async (options = {}) => {
      const sandbox = await startPage({
        port: 0,
        environment: { HOLD_SECONDS: '1' },
        ...options,
      });
      sandboxes.push(sandbox);
      const open = async (options: BrowserContextOptions, query = ''): Promise<Page> => {
        const context = await browserOf().newContext({ viewport: { width: 1_440, height: 900 }, ...options });
        // Only what never comes is waited for so long.
        context.setDefaultTimeout(40_000);
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

/** The faults that axe finds on the page as it stands, minor ones aside. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(`${axe}; 0`);
  const found: { id: string; impact: string; nodes: { html: string }[] }[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found
    .filter(({ impact }) => impact !== 'minor')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/**
 * Types into a field with a list until an option is offered. The app may draw its dialog anew meanwhile, or be too slow
 * for Slack on a busy machine: then a person types again.
 */
export async function offer(page: Page, field: Locator, typed: string): Promise<void> {
  const option = page.getByRole('option', { name: new RegExp(typed, 'i') }).first();
  await eventually(
    `an option “${typed}”`,
    async () => {
      await field.fill('');
      await field.pressSequentially(typed);
      return option.waitFor({ timeout: 4_000 }).then(
        () => true,
        () => false,
      );
    },
    60_000,
  );
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
