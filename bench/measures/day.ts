import { liveADay } from '../day/day.ts';
import { figuresOfDay, notesOfDay } from '../day/figures-of-day.ts';
import { brokenBy } from '../day/judge-day.ts';
import { sqliteForADay } from '../day/stores.ts';
import type { Effort, Measure } from '../stage.ts';

/** A day of many workspaces in virtual time: what waits, how long, and what it costs. Throws where a promise was broken. */
export const day: Measure = {
  name: 'day',
  async run({ effort, say }) {
    const store = await sqliteForADay();
    try {
      const lived = await liveADay(store, { ...sizeOf(effort), seed: 1, say });
      const broken = brokenBy(lived);
      if (broken.length > 0) throw new Error(`The day broke a promise:\n${broken.join('\n')}`);
      for (const note of notesOfDay(lived)) say(note);
      return figuresOfDay(lived);
    } finally {
      await store.remove();
    }
  },
};

function sizeOf({ isShort, isFull, workspaces }: Effort): { workspaces: number; mostOfAgency: number } {
  if (isShort) return { workspaces: workspaces ?? 1_000, mostOfAgency: 1 };
  return { workspaces: workspaces ?? (isFull ? 100_000 : 10_000), mostOfAgency: 6 };
}
