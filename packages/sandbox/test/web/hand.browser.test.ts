import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../src/eventually.ts';
import { describeInChromium, offer } from './browser.ts';

const patienceMs = 120_000;

describeInChromium('the page under a hand: mouse, wheel, touch and keys', (start) => {
  const modal = (page: Page): Locator => page.locator('dialog.modal');
  const send = async (page: Page, text: string): Promise<void> => {
    const composer = page.getByRole('textbox', { name: /^Message / });
    await composer.fill(text);
    await composer.press('Enter');
  };
  /** Waits until this is true in the page. */
  const until = (page: Page, expression: string): Promise<unknown> =>
    eventually(expression, () => page.evaluate<boolean>(expression), 60_000);
  /** Down and up where the thing is at that moment, with nothing waited for in between. */
  const press = async (page: Page, target: Locator): Promise<void> => {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (box === null) throw new Error('There is nothing to press');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.up();
  };

  test(
    'the first press on Next counts, with the list still open',
    async () => {
      const { page } = await start();
      await send(page, '/wasend-leave');
      await offer(page, modal(page).locator('[data-field="pick_groups"]'), 'padel');
      await press(page, page.getByRole('option', { name: /Padel/ }));
      await modal(page).getByRole('button', { name: 'Remove Padel Tuesdays' }).waitFor();
      expect(await page.getByRole('listbox').isVisible()).toBe(true);
      const next = modal(page).locator('button[type="submit"]');
      const before = await next.boundingBox();
      await press(page, next);
      await modal(page).locator('.chip').waitFor({ state: 'detached' });
      await modal(page).getByText('Padel Tuesdays').first().waitFor();
      expect(before).not.toBeNull();
    },
    patienceMs,
  );

  test(
    'a long modal opens at its top, scrolls by the wheel, and leads to the first fault',
    async () => {
      const { page, open } = await start();
      await page.close();
      const small = await open({ viewport: { width: 1_000, height: 460 } }, '?at=home');
      await press(small, small.locator('[data-action="home_rules_pace"]'));
      const body = modal(small).locator('.modal-body');
      await body.waitFor();
      const top = (): Promise<number> => body.evaluate(({ scrollTop }: { scrollTop: number }) => scrollTop);
      await modal(small).locator('[data-field="hold"]').waitFor();
      expect(await top()).toBe(0);
      await modal(small).locator('[data-field="hold"]').fill('');
      await body.hover();
      await small.mouse.wheel(0, 5_000);
      await until(small, "document.querySelector('.modal-body').scrollTop > 0");
      await press(small, modal(small).locator('button[type="submit"]'));
      const wrong = modal(small).locator('[aria-invalid="true"]').first();
      await wrong.waitFor();
      await until(small, "document.activeElement.getAttribute('aria-invalid') === 'true'");
      const [field, frame] = [await wrong.boundingBox(), await body.boundingBox()];
      expect(field?.y).toBeGreaterThanOrEqual(frame?.y ?? Number.NaN);
    },
    patienceMs,
  );

  test(
    'a modal stays in its tab, and goes with it',
    async () => {
      const { page, open } = await start();
      const other = await open({});
      await send(page, '/wasend-leave');
      await modal(page).waitFor();
      await send(other, 'hello');
      await page.getByText('hello').waitFor();
      expect(await modal(other).count()).toBe(0);
      await page.reload();
      await modal(page).waitFor();
    },
    patienceMs,
  );

  test(
    'the keyboard is in the message field, finds few stops, and reaches what a message offers',
    async () => {
      const { page } = await start();
      await until(page, "document.activeElement.id === 'composer'");
      await page.keyboard.type('one');
      await page.keyboard.press('Enter');
      await page.getByRole('article').getByText('one').waitFor();
      const stops = await page.evaluate<number>(
        "[...document.querySelectorAll('header.top-bar, .slack')].flatMap((part) => [...part.querySelectorAll('a[href], button, textarea, select, [tabindex=\"0\"]')]).filter((one) => one.tabIndex === 0 && !one.disabled && one.checkVisibility()).length",
      );
      expect(stops).toBeLessThanOrEqual(16);
      await page.locator('.messages').focus();
      await page.keyboard.press('ArrowUp');
      await until(page, "document.activeElement.tagName === 'ARTICLE'");
      await page.keyboard.press('Tab');
      await until(page, "document.activeElement.getAttribute('aria-label') === 'Reply in thread'");
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name: 'Thread' }).waitFor();
    },
    patienceMs,
  );

  test(
    'a story types, rings what it presses, and goes step by step',
    async () => {
      const { page } = await start();
      await press(page, page.getByRole('button', { name: /Watch a leave/ }));
      const bar = page.getByRole('region', { name: 'Story' });
      await until(page, "document.querySelector('#composer')?.value.startsWith('/wasend-leave') === true");
      await modal(page).waitFor();
      await bar.getByText('1 of 5').waitFor();
      await press(page, bar.getByRole('button', { name: 'Pause' }));
      await bar.getByRole('button', { name: 'Go on' }).waitFor();
      await press(page, bar.getByRole('button', { name: 'Next step' }));
      await page.locator('button[type="submit"][data-hand]').waitFor();
      expect(await modal(page).isVisible()).toBe(true);
      await press(page, bar.getByRole('button', { name: 'Go on' }));
      await bar.getByText('the end').waitFor({ timeout: 60_000 });
      await press(page, bar.getByRole('button', { name: 'Try it yourself' }));
      await page.getByText('This is a pretend Slack').waitFor();
      expect(await bar.count()).toBe(0);
    },
    patienceMs,
  );

  test(
    'a thousand groups of two hundred are a short list with a search, and the page stays small',
    async () => {
      const { page } = await start({ more: { groups: 1_000, members: 200 } });
      expect(await page.evaluate<number>("document.querySelectorAll('*').length")).toBeLessThan(3_000);
      const side = page.getByRole('complementary', { name: 'The other side' });
      await side.getByRole('button', { name: /Show 40 more of 1018/ }).waitFor();
      await side.getByRole('searchbox', { name: 'Find a group' }).fill('choir');
      await press(page, side.getByText('Riverside School – Choir'));
      await side.getByText('+447700900123').last().waitFor();
    },
    patienceMs,
  );

  test(
    'touch opens the drawer, scrolls the messages, and presses the welcome',
    async () => {
      const { open } = await start();
      const phone = await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
      await phone.getByRole('button', { name: '/wasend-leave help' }).tap();
      await phone.getByText('Only visible to you').waitFor();
      for (const line of Array.from({ length: 30 }, (_, index) => `line ${index}`)) await send(phone, line);
      await phone.getByText('line 29').waitFor();
      const sight = phone.getByText('line 29');
      await until(
        phone,
        "(() => { const pane = document.querySelector('.messages'); return pane.scrollHeight - pane.scrollTop - pane.clientHeight < 4; })()",
      );
      const [line, composer] = [await sight.boundingBox(), await phone.locator('.composer').boundingBox()];
      expect(line?.y).toBeLessThan(composer?.y ?? 0);
      expect(composer?.y).toBeLessThan(740);
    },
    patienceMs,
  );
});
