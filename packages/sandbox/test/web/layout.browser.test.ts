import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInChromium, faultsOf, offer, picture, type Visit } from './browser.ts';
import { layoutFaults } from './layout.ts';

const widths = [360, 820, 1_280, 1_440] as const;
const schemes = ['light', 'dark'] as const;
const looks = widths.flatMap((width) => schemes.map((scheme) => [width, scheme] as const));
const patienceMs = 120_000;

/** Nothing beside the screen, nothing cut, nothing on top of something else; at the ends also nothing axe objects to. */
async function expectFine(page: Page, what: string): Promise<void> {
  await picture(page, what);
  expect([what, await layoutFaults(page)]).toEqual([what, []]);
  const width = page.viewportSize()?.width;
  if (width === widths[0] || width === widths.at(-1))
    expect([what, await faultsOf(page)]).toEqual([what, []]);
}

describeInChromium('the page at every size, in light and dark', (start) => {
  let shared: Promise<Visit> | null = null;
  const open = async (width: number, colorScheme: 'light' | 'dark', query = ''): Promise<Page> => {
    shared ??= start();
    const visit = await shared;
    return visit.open({ colorScheme, viewport: { width, height: 800 }, hasTouch: width < 900 }, query);
  };
  const send = async (page: Page, text: string): Promise<void> => {
    const composer = page.getByRole('textbox', { name: /^Message / });
    await composer.fill(text);
    await composer.press('Enter');
  };

  test.each(looks)(
    'the welcome, the help, the modal and the Home tab at %d pixels in %s',
    async (width, scheme) => {
      const page = await open(width, scheme);
      const name = (part: string): string => `${part}-${width}-${scheme}`;
      if (width === widths[0] && scheme === schemes[0]) await expectFine(page, name('welcome'));
      await send(page, '/wasend-leave help');
      await page.getByText('Only visible to you').last().waitFor();
      await page.locator('.message.only-you .text, .message.only-you .blocks').last().waitFor();
      await expectFine(page, name('help'));
      await send(page, '/wasend-leave');
      const modal = page.locator('dialog.modal');
      await offer(page, modal.locator('[data-field="pick_groups"]'), 'padel');
      await expectFine(page, name('picker'));
      await page.keyboard.press('Escape');
      await modal.getByRole('button', { name: 'Close this dialog' }).click();
      await modal.waitFor({ state: 'detached' });
      await page.goto(`${new URL(page.url()).origin}/?at=home`);
      await page.locator('[data-action="home_rules_pace"]').waitFor();
      await expectFine(page, name('home'));
      await page.context().close();
    },
    patienceMs,
  );

  test.each(looks)(
    'the other side at %d pixels in %s',
    async (width, scheme) => {
      const page = await open(width, scheme, '?side=whatsapp');
      for (const tab of ['WhatsApp', 'Calls', 'Troubles', 'Ledger', 'Log']) {
        await page.getByRole('button', { name: tab, exact: true }).click();
        await expectFine(page, `side-${tab}-${width}-${scheme}`);
      }
      await page.context().close();
    },
    patienceMs,
  );

  test(
    'on a phone the channels are a drawer and the other side is a sheet',
    async () => {
      const page = await open(360, 'light');
      const channels = page.getByRole('navigation', { name: 'Channels' });
      expect(await channels.isVisible()).toBe(false);
      await page.getByRole('button', { name: 'Channels', exact: true }).tap();
      await expectFine(page, 'drawer-360');
      await channels.getByRole('button', { name: 'random' }).tap();
      await page.getByRole('main', { name: '#random' }).waitFor();
      expect(await channels.isVisible()).toBe(false);
      const sheet = page.getByRole('complementary', { name: 'The other side' });
      expect(await sheet.count()).toBe(0);
      await page.getByRole('button', { name: 'More' }).tap();
      await page.getByRole('button', { name: 'Show the other side' }).tap();
      await sheet.waitFor();
      await sheet.getByRole('button', { name: 'Close the other side' }).tap();
      await sheet.waitFor({ state: 'detached' });
    },
    patienceMs,
  );

  test(
    'on a phone the menu hangs over the bar of a story, and begins anew from there',
    async () => {
      const page = await open(360, 'light', '?play=leave&pace=fast');
      await page.getByRole('region', { name: 'Story' }).getByText('the end').waitFor({ timeout: 60_000 });
      await expectFine(page, 'story-end-360');
      await page.getByRole('button', { name: 'More' }).tap();
      await page.getByRole('button', { name: 'Start over' }).tap();
      await page.getByText('This is a pretend Slack').waitFor();
    },
    patienceMs,
  );
});
