import type { Bench } from '../../bench.ts';
import { stories } from '../../stories/stories.ts';
import type { ShownPlay, Snapshot } from '../protocol.ts';
import type { Chatter } from './chatter.ts';
import { readEntries } from './read-entries.ts';
import { showSlack } from './show-slack.ts';
import { showWasend } from './show-wasend.ts';
import type { Tabs } from './tabs.ts';

const mostLogLines = 60;
const shownStories = Object.entries(stories).map(([name, { title, about }]) => ({ name, title, about }));

interface Seen {
  /** Null while everything is started anew. */
  readonly world: { readonly bench: Bench; readonly chatter: Chatter; readonly tabs: Tabs } | null;
  readonly run: number;
  readonly play: ShownPlay | null;
}

/** Everything as it is now. */
export function takeSnapshot({ world, run, play }: Seen): Snapshot {
  const now = Date.now();
  const frame = { run, now, stories: shownStories, play, fault: null };
  if (world === null) return { ...frame, ...nothing, isStarting: true };
  const { slack, wasend, app } = world.bench;
  return {
    ...frame,
    isStarting: false,
    workspaces: showSlack({ slack, chatter: world.chatter, tabs: world.tabs }),
    wasend: showWasend(wasend, now),
    ledger: readEntries(app.storePath),
    problems: [
      ...slack.problems.map(({ method, message }) => `Slack would object to ${method}: ${message}`),
      ...wasend.problems.map(({ path, message }) => `Wasend: ${path}: ${message}`),
    ],
    log: app.log.slice(-mostLogLines),
  };
}

const nothing = {
  workspaces: [],
  wasend: { sessions: [], calls: [], lanes: [] },
  ledger: { entries: [], fault: null },
  problems: [],
  log: [],
};
