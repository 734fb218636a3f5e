import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { bundlePage } from '../../src/web/bundle-page.ts';
import { startWebServer, type WebServer } from '../../src/web/web-server.ts';
import { describeWithBrowser, faultsOf, picture } from './browser.ts';
import { layoutFaults } from './layout.ts';
import {
  channelOf,
  countOf,
  holderOf,
  messageFamilies,
  shownFamilies,
  shownHomes,
  shownModals,
} from './shown-families.ts';

const looks = [360, 1_280].flatMap((width) =>
  (['light', 'dark'] as const).map((theme) => [width, theme] as const),
);
const tall = 6_000;

describeWithBrowser('every message and view of the app, drawn', (browserOf) => {
  let server: WebServer;
  beforeAll(async () => {
    server = await startWebServer(shownFamilies, await bundlePage(), 0);
  });
  afterAll(() => server.close());

  const open = async (browser: Browser, width: number, colorScheme: 'light' | 'dark'): Promise<Page> => {
    const page = await browser.newPage({
      colorScheme,
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
      timezoneId: 'Europe/London',
      locale: 'en-US',
    });
    page.setDefaultTimeout(180_000);
    return page;
  };
  const show = async (page: Page, query: string): Promise<void> => {
    await page.goto(`${server.url}/?side=none&${query}`);
    await page.locator('.slack').waitFor();
  };
  /** So high that all of it is in sight at once. */
  const unroll = async (page: Page, scroller: string, width: number): Promise<void> => {
    const height = await page.evaluate<number>(
      `(() => { const one = document.querySelector('${scroller}'); return one.scrollHeight - one.clientHeight; })()`,
    );
    await page.setViewportSize({ width, height: Math.min(800 + height, tall * 4) });
  };
  const expectWhole = async (page: Page, what: string): Promise<void> => {
    expect([what, await page.locator('.cannot-draw').count()]).toEqual([what, 0]);
    expect([what, await layoutFaults(page)]).toEqual([what, []]);
  };

  test.each(looks)('messages at %d pixels in %s', async (width, theme) => {
    const page = await open(browserOf(), width, theme);
    for (const family of messageFamilies) {
      await page.setViewportSize({ width, height: 800 });
      await show(page, `at=${channelOf(family)}`);
      // Each stands below a line of a person's that says which one it is.
      expect([family, await page.locator('article.message').count()]).toEqual([family, 2 * countOf(family)]);
      await unroll(page, '.messages', width);
      await picture(page, `sheet-${family}-${width}-${theme}`);
      await expectWhole(page, family);
    }
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  test.each(looks)('modals at %d pixels in %s', async (width, theme) => {
    const page = await open(browserOf(), width, theme);
    const shots: Shot[] = [];
    for (const [index, { family, title }] of shownModals.entries()) {
      await page.setViewportSize({ width, height: 800 });
      await show(page, `as=${holderOf('modal', index)}`);
      const modal = page.locator('dialog.modal');
      await modal.waitFor();
      await expectWhole(page, `${family}: ${title}`);
      await unroll(page, '.modal-body', width);
      shots.push({ family, title, png: await shot(modal) });
    }
    expect(await faultsOf(page)).toEqual([]);
    await sheets(page, shots, `${width}-${theme}`, width);
    await page.close();
  });

  test.each(looks)('the Home tab at %d pixels in %s', async (width, theme) => {
    const page = await open(browserOf(), width, theme);
    const shots: Shot[] = [];
    for (const [index, { family, title }] of shownHomes.entries()) {
      await page.setViewportSize({ width, height: 800 });
      await show(page, `as=${holderOf('home', index)}&at=home`);
      await page.locator('.home .blocks').waitFor();
      await expectWhole(page, title);
      await unroll(page, '.messages', width);
      shots.push({ family, title, png: await shot(page.locator('.home .blocks')) });
    }
    expect(await faultsOf(page)).toEqual([]);
    await sheets(page, shots, `${width}-${theme}`, width);
    await page.close();
  });
});

interface Shot {
  readonly family: string;
  readonly title: string;
  readonly png: string;
}

async function shot(part: { screenshot(): Promise<Buffer> }): Promise<string> {
  return process.env.PICTURES === 'keep' ? (await part.screenshot()).toString('base64') : '';
}

/** One picture of a family's views, side by side with their titles. */
async function sheets(page: Page, shots: readonly Shot[], look: string, width: number): Promise<void> {
  if (process.env.PICTURES !== 'keep') return;
  for (const [family, ofFamily] of Map.groupBy(shots, (one) => one.family)) {
    const figures = ofFamily.map(
      ({ title, png }) =>
        `<figure><figcaption>${title.replaceAll('<', '&lt;')}</figcaption><img src="data:image/png;base64,${png}"></figure>`,
    );
    await page.setViewportSize({ width: width < 600 ? 1_500 : 1_700, height: 800 });
    // The page's own policy lets no style in.
    await page.goto('about:blank');
    await page.setContent(
      `<!doctype html><style>body{font:13px sans-serif;background:#888;columns:${width < 600 ? 4 : 3}}figure{margin:0 0 16px;break-inside:avoid}img{max-width:100%}</style>${figures.join('')}`,
    );
    await picture(
      { screenshot: (options) => page.screenshot({ ...options, fullPage: true }) },
      `sheet-${family}-${look}`,
    );
  }
}
