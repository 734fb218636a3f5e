import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../eventually.ts';
import { StepFailed } from '../../step-failed.ts';
import type { Place, Stage } from '../stage.ts';
import { isIn } from './read-screen.ts';

/** Looks on while somebody clicks. */
export interface BrowserWatch {
  /** Something new was seen, in this part of the page. */
  saw(place: Place, part: Locator): Promise<void>;
}

/** Direction isolates and word joiners steer how a text is drawn; nobody reads them. */
const invisible = /[\u2060\u2066-\u2069]/g;

/** The stage of a browser that has the sandbox's page open: everything is clicked and typed as a person would. */
export function createBrowserStage(page: Page, watch: BrowserWatch): Stage {
  const modal = page.locator('dialog.modal');
  const channel = page.getByRole('main');
  const newestCard = channel.locator('article.message:not(.only-you):not(.of-person)').last();
  const parts: Readonly<Record<Place, Locator>> = {
    modal,
    card: newestCard,
    channel: page.locator('.slack'),
    home: channel,
  };
  const field = (name: string): Locator =>
    modal
      .locator(`[data-field="${name}"]`)
      .or(modal.getByLabel(new RegExp(`^${escaped(name)}( \\(optional\\))?$`)));
  const button = (within: Locator, name: string): Locator =>
    within.locator(`[data-action="${name}"]`).or(within.getByRole('button', { name, exact: true }));
  const side = (tab: string): Locator =>
    page
      .getByRole('complementary', { name: 'The other side' })
      .getByRole('button', { name: tab, exact: true });

  return {
    async tell() {},
    async lookAs(person, at) {
      await pickPerson(page, person);
      const channels = page.getByRole('navigation', { name: 'Channels' });
      const menu = page.getByRole('button', { name: 'Channels', exact: true });
      if (!(await channels.isVisible())) await menu.click();
      const name = at === 'Home' ? 'Wasend' : at.replace(/^#/, '');
      await channels.locator(`[data-name="${name}"]`).click();
    },
    async type(command) {
      const composer = page.getByRole('textbox', { name: /^Message / });
      await composer.fill(command);
      await composer.press('Enter');
    },
    async fill(name, text) {
      await field(name).fill(text);
    },
    async choose(name, ...options) {
      for (const option of options) await chooseOne(page, field(name), option);
    },
    async press(name) {
      if (name === 'submit') await modal.locator('button[type="submit"]').click();
      else if (await modal.isVisible()) await button(modal, name).click();
      else await button(channel, name).last().click();
      const confirm = page.locator('dialog.confirm');
      if (await confirm.isVisible()) await confirm.getByRole('button').last().click();
    },
    async see(place, words) {
      await eventually(`${words} (in the ${place})`, async () => {
        if (place === 'channel') await openThread(channel);
        return isIn(await wordsIn(parts[place]), words);
      });
      await watch.saw(place, parts[place]);
    },
    async seeNoModal() {
      await modal.waitFor({ state: 'detached' });
    },
    async arrange({ fault, call }) {
      await side('Troubles').click();
      const form = page.getByRole('form', { name: 'Trouble at Wasend' });
      await form.getByLabel('calls to').selectOption(call);
      await form.getByLabel('end like this').selectOption(fault);
      await form.getByRole('button', { name: 'Order it' }).click();
    },
    async seeLeaveCalls(count) {
      await side('Calls').click();
      await page.locator(`[data-leave-calls="${count}"]`).waitFor();
    },
  };
}

/** Goes over to the person's workspace where they are not of this one. */
async function pickPerson(page: Page, person: string): Promise<void> {
  const people = page.getByLabel('You are');
  const labelOf = async (): Promise<string | undefined> =>
    (await people.locator('option').allInnerTexts()).find((label) => label.startsWith(`${person} (`));
  const workspaces = page.locator('.workspaces button');
  for (let index = 0; (await labelOf()) === undefined && index < (await workspaces.count()); index += 1)
    await workspaces.nth(index).click();
  const label = await labelOf();
  if (label === undefined) throw new StepFailed(`Nobody here is called ${person}`);
  await people.selectOption({ label });
}

async function chooseOne(page: Page, field: Locator, option: string): Promise<void> {
  if ((await field.getAttribute('role')) !== 'combobox') {
    const labels = await field.locator('option').allInnerTexts();
    const label = labels.find((one) => one === option) ?? labels.find((one) => one.includes(option));
    if (label === undefined)
      throw new StepFailed(`There is no option “${option}”, only ${labels.join(', ')}`);
    await field.selectOption({ label });
    return;
  }
  await field.fill(option);
  await page.getByRole('listbox').getByText(option, { exact: true }).first().click();
  // Escape closes the list where it is still open; else it would close the whole modal.
  if ((await field.getAttribute('aria-expanded')) === 'true') await field.press('Escape');
}

async function openThread(channel: Locator): Promise<void> {
  const replies = channel.locator('button.replies').last();
  if ((await replies.isVisible()) && !(await channel.page().locator('.thread').isVisible()))
    await replies.click();
}

async function wordsIn(part: Locator): Promise<string> {
  if (!(await part.isVisible())) return '';
  // biome-ignore lint/performance/useDomNodeTextContent: a person reads what is drawn, with its breaks between lines
  const text = await part.innerText({ timeout: 200 }).catch(() => '');
  // What stands in a field is read like the rest, and is in no text of the page.
  const fields = await part.locator('input, textarea').all();
  const filled = await Promise.all(fields.map((one) => one.inputValue({ timeout: 200 }).catch(() => '')));
  return [text, ...filled].join(' ').replace(invisible, '').replace(/\s+/g, ' ');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
