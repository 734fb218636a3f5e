import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeInChromium, faultsOf, picture } from './browser.ts';

const padel = '120363025246125486@g.us';

describeInChromium('the page of the sandbox', (start) => {
  const modal = (page: Page): Locator => page.locator('dialog.modal');
  const button = (within: Page | Locator, name: string): Locator =>
    within.getByRole('button', { name, exact: true });
  const type = async (page: Page, text: string): Promise<void> => {
    const composer = page.getByRole('textbox', { name: /^Message / });
    await composer.fill(text);
    await composer.press('Enter');
  };

  test('offers the command as it is typed, and takes the first one by Tab', async () => {
    const { page } = await start();
    const composer = page.getByRole('textbox', { name: /^Message / });
    await composer.fill('/wasend-leave h');
    await page.getByRole('list', { name: 'Commands' }).getByText('/wasend-leave history').waitFor();
    await picture(page, 'page-commands');
    await composer.press('Tab');
    expect(await composer.inputValue()).toBe('/wasend-leave history');
    await composer.press('Enter');
    await page.getByText('Only visible to you').waitFor();
    await page.locator('.blocks').getByText('There are none yet.').waitFor();
  });

  test('says what Slack would say to a command nobody knows, and lets people talk', async () => {
    const { page } = await start();
    await type(page, '/nonsense');
    await page.getByRole('status').getByText('/nonsense is not a valid command.').waitFor();
    await type(page, 'hello @olu, a < b');
    await page.getByRole('article', { name: 'Message from Ada Admin' }).getByText('hello').waitFor();
    await page.locator('article .body').getByText('hello @Olu Owner, a < b').waitFor();
    await page.getByLabel('You are').selectOption({ label: 'Mei Member (member)' });
    await page.locator('article').last().hover();
    await button(page, 'Reply in thread').click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('textbox', { name: 'Reply' }).fill('hello Ada');
    await thread.getByRole('textbox', { name: 'Reply' }).press('Enter');
    await thread.getByRole('article', { name: 'Message from Mei Member' }).waitFor();
    await page.locator('.replies').getByText('1 reply').waitFor();
  });

  test('is used by keyboard alone: arrows and Enter choose, Escape closes the list first and then the modal', async () => {
    const { page } = await start();
    await type(page, '/wasend-leave');
    const groups = modal(page).locator('[data-field="pick_groups"]');
    await groups.focus();
    expect(await page.getByRole('listbox').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /Padel/ }).waitFor();
    await page.keyboard.type('river');
    await page.getByRole('option', { name: /Year 4/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await button(modal(page), 'Remove Riverside School – Choir').waitFor();
    await page.keyboard.press('Backspace');
    expect(await modal(page).locator('.chip').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await modal(page).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'detached' });
  });

  test('shows what the app finds wrong at the field, and keeps what was typed', async () => {
    const { page } = await start();
    await type(page, '/wasend-leave');
    const box = modal(page).getByLabel(/^Or paste them/);
    await box.fill('the choir group');
    await button(modal(page), 'Next').click();
    await modal(page).getByRole('alert').waitFor();
    expect(await box.inputValue()).toBe('the choir group');
    expect(await box.getAttribute('aria-invalid')).toBe('true');
    await picture(modal(page), 'modal-with-an-error');
    expect(await faultsOf(page)).toEqual([]);
  });

  test('finds by itself what Slack would not send', async () => {
    const { page } = await start();
    await button(page, 'Wasend').click();
    await button(page, 'Replace the key').click();
    await modal(page).getByLabel('Wasend API key').waitFor();
    await button(modal(page), 'Check the key').click();
    await modal(page).getByText('Please complete this required field.').waitFor();
  });

  test('asks once more where a button says so', async () => {
    const { page } = await start();
    await button(page, 'Wasend').click();
    await button(page, 'Remove the key').click();
    const dialog = page.getByRole('dialog', { name: 'Remove the key?' });
    await picture(dialog, 'confirm-remove-the-key');
    await button(dialog, 'Keep it').click();
    await dialog.waitFor({ state: 'detached' });
    await button(page, 'Remove the key').click();
    await button(dialog, 'Remove it').click();
    await page.getByText('It is not connected to Wasend yet').waitFor();
  });

  test('shows a private word to its person alone, and each person their own rights', async () => {
    const { page } = await start();
    await page.getByLabel('You are').selectOption({ label: 'Gus Guest (guest)' });
    await type(page, `/wasend-leave ${padel}`);
    await modal(page).getByText('Guests may not').waitFor();
    await picture(modal(page), 'modal-for-a-guest');
    await button(modal(page), 'Close').click();
    await modal(page).waitFor({ state: 'detached' });
    await type(page, '/wasend-leave help');
    await page.getByText('Only visible to you').waitFor();
    await page.getByLabel('You are').selectOption({ label: 'Mei Member (member)' });
    await page.getByText('Only visible to you').waitFor({ state: 'detached' });
    await page.getByLabel('You are').selectOption({ label: 'Sam Elsewhere (other organisation)' });
    await type(page, `/wasend-leave ${padel}`);
    await modal(page).getByText('People from other organisations may not').waitFor();
  });

  test('every look has an address: opened again it is the same, and back leads back', async () => {
    const { page, open } = await start();
    await button(page, 'wasend-audit').click();
    await button(page, 'Ledger').click();
    const address = new URL(page.url());
    expect([address.searchParams.get('at'), address.searchParams.get('side')]).toEqual(['C0AUDIT', 'ledger']);
    const again = await open({}, address.search);
    await again.getByRole('main', { name: '#wasend-audit' }).waitFor();
    await again.getByText('What the app has on record').waitFor();
    await page.goBack();
    await page.getByText('How it truly is at WhatsApp').waitFor();
  });

  test('delivers a form twice where one asks for it, and the app leaves once', async () => {
    const { page } = await start();
    const side = page.getByRole('complementary', { name: 'The other side' });
    await button(side, 'Troubles').click();
    await button(side, 'Deliver the next press or form twice').click();
    await type(page, '/wasend-leave 120363025254044837@g.us');
    await modal(page).locator('button[type="submit"]').click();
    await modal(page).waitFor({ state: 'detached' });
    await page.locator('.blocks').getByText('confirmed').waitFor();
    expect(await page.locator('article.message').count()).toBe(1);
    await button(side, 'Calls').click();
    await page.locator('[data-leave-calls="1"]').waitFor();
  });

  test('a number that loses WhatsApp is told of before anything is asked', async () => {
    const { page } = await start();
    await page.getByLabel('Status').first().selectOption('SCAN_QR_CODE');
    await type(page, `/wasend-leave ${padel}`);
    await modal(page).getByText('the number is not connected to WhatsApp').waitFor();
    await picture(modal(page), 'modal-with-a-session-that-is-down');
  });

  test('says where the app is not in a channel, and lets one invite it as Slack does', async () => {
    const { page } = await start();
    await button(page, 'partners').click();
    const note = page.getByText('Wasend is not in it');
    await note.waitFor();
    await type(page, '/invite @Wasend');
    await note.waitFor({ state: 'detached' });
  });

  test('begins anew, and nothing of before is left', async () => {
    const { page } = await start();
    await type(page, '/wasend-leave help');
    await page.getByText('Only visible to you').waitFor();
    await button(page, 'Start over').click();
    await page.getByText('This is a pretend Slack').waitFor();
  });
});
