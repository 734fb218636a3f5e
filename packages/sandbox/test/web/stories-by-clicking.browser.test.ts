import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Story } from '../../src/stories/stage.ts';
import { createBrowserStage } from '../../src/stories/stages/in-a-browser.ts';
import { stories } from '../../src/stories/stories.ts';
import { describeInChromium, faultsOf, picture, type Visit } from './browser.ts';

/** Clicks through a story on a sandbox of its own; answers what a careful reader would object to. */
async function objectionsTo(name: string, story: Story, page: Page): Promise<string[]> {
  const faults = new Set<string>();
  let count = 0;
  const stage = createBrowserStage(page, {
    async saw(place, part) {
      count += 1;
      await picture(part, `${name}-${String(count).padStart(2, '0')}-${place}`);
      if (place === 'modal' || count === 1) for (const fault of await faultsOf(page)) faults.add(fault);
      if ((await page.locator('.cannot-draw').count()) > 0)
        faults.add(`something in the ${place} cannot be drawn`);
    },
  });
  await story.play(stage);
  for (const problem of await page.locator('.problems li').allTextContents()) faults.add(problem);
  return [...faults];
}

describeInChromium('the stories, clicked in a browser as a person would', (start) => {
  /** A story mostly waits, so all of them are played at once. */
  const played = new Map<string, Promise<PromiseSettledResult<string[]>[]>>();
  const visits: Visit[] = [];
  beforeAll(async () => {
    for (const [name, story] of Object.entries(stories)) {
      const visit = await start();
      visits.push(visit);
      played.set(name, Promise.allSettled([objectionsTo(name, story, visit.page)]));
    }
  });

  test.each(Object.keys(stories))('“%s” comes true, is accessible, and draws everything', async (name) => {
    const [result] = (await played.get(name)) ?? [];
    if (result?.status !== 'fulfilled') throw result?.reason;
    expect(result.value).toEqual([]);
  });

  test('an address plays a story by itself, and the page follows it to its end', async () => {
    const { open } = await start();
    const page = await open({}, '?play=leave&pace=fast');
    const bar = page.getByRole('region', { name: 'Story' });
    await bar.getByText('the end').waitFor();
    await expect(page.getByRole('main').textContent()).resolves.toContain('Padel Tuesdays');
    expect(new URL(page.url()).searchParams.get('at')).toBe('C0AUDIT');
    expect(new URL(page.url()).searchParams.get('play')).toBeNull();
    const other = await open({}, '?as=U0MEMBER&at=C0QUIET');
    expect(await other.getByRole('region', { name: 'Story' }).count()).toBe(0);
    expect(new URL(other.url()).searchParams.get('at')).toBe('C0QUIET');
    await page.reload();
    await bar.getByText('the end').waitFor();
  });
});
