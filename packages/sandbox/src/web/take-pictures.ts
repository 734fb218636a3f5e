import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { findChromium, startChromium } from '../chromium.ts';
import { buttons, fields } from '../stories/parts.ts';
import { createBrowserStage } from '../stories/stages/in-a-browser.ts';
import { startPage } from './run-page.ts';

const folder = fileURLToPath(new URL('../../../../docs/pictures/', import.meta.url));
/** Where the browser tests keep theirs; those of steps that are no more must not stay. */
const ofTests = fileURLToPath(new URL('../../../../test/pictures/', import.meta.url));
const nothing = { saw: async () => {} };

/** Takes the pictures of the README from a sandbox: the modal, the card and the whole page, in light and dark. */
async function takePictures(browser: Browser, theme: 'light' | 'dark'): Promise<void> {
  const sandbox = await startPage({ port: 0 });
  try {
    const page = await browser.newPage({
      colorScheme: theme,
      viewport: { width: 1_280, height: 760 },
      deviceScaleFactor: 2,
      reducedMotion: 'reduce',
    });
    await page.goto(`${sandbox.url}/?side=ledger`);
    await page.getByRole('main').waitFor();
    await askForThree(page, theme);
    await page.screenshot({ path: `${folder}page-${theme}.png` });
    await page.close();
  } finally {
    await sandbox.stop();
  }
}

async function askForThree(page: Page, theme: string): Promise<void> {
  const stage = createBrowserStage(page, nothing);
  await stage.lookAs('Ada Admin', '#client-groups');
  await stage.type('/wasend-leave');
  await stage.see('modal', /groups to leave/i);
  await stage.choose(fields.groups, 'Padel Tuesdays', 'Residents of Block C', 'Riverside School – Choir');
  await stage.press(buttons.submit);
  await stage.see('modal', /only admin/i);
  await page.locator('dialog.modal').screenshot({ path: `${folder}modal-${theme}.png` });
  await stage.press(buttons.submit);
  await stage.seeNoModal();
  await stage.see('card', 'confirmed (3)');
  await page.mouse.move(0, 0);
  await page
    .locator('article.message')
    .first()
    .screenshot({ path: `${folder}card-${theme}.png` });
}

const chromium = findChromium();
if (chromium === null) {
  process.stderr.write('There is no Chromium. Install one, such as with: apt-get install chromium\n');
  process.exitCode = 1;
} else {
  rmSync(ofTests, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const browser = await startChromium(chromium);
  for (const theme of ['light', 'dark'] as const) await takePictures(browser, theme);
  await browser.close();
  process.stdout.write(`Six pictures are in ${folder}\n`);
}
