import { beforeAll, expect, test } from '@jest/globals';
import { startBench } from '../../src/bench.ts';
import { playStory } from '../../src/stories/play-story.ts';
import type { Story } from '../../src/stories/stage.ts';
import { stories } from '../../src/stories/stories.ts';
import { createTranscript } from '../../src/stories/transcript-watch.ts';

/** Plays a story on a bench of its own and answers its transcript. */
async function transcriptOf(story: Story): Promise<string> {
  const bench = await startBench({ HOLD_SECONDS: '1' });
  const lines: string[] = [];
  try {
    await playStory(
      bench,
      story,
      createTranscript((line) => lines.push(line)),
    );
    return lines.join('\n');
  } finally {
    await bench.stop();
  }
}

/** A story mostly waits, so all of them are played at once. */
const played = new Map<string, Promise<PromiseSettledResult<string>[]>>();
beforeAll(() => {
  for (const [name, story] of Object.entries(stories))
    played.set(name, Promise.allSettled([transcriptOf(story)]));
});

async function toldOf(name: string): Promise<string> {
  const [result] = (await played.get(name)) ?? [];
  if (result?.status !== 'fulfilled') throw result?.reason;
  return result.value;
}

test.each(Object.keys(stories))(
  'the story “%s” comes true, and its transcript shows everything that people saw',
  async (name) => {
    const transcript = await toldOf(name);
    expect(transcript).not.toContain('[cannot be drawn');
    expect(transcript).toContain('acknowledged in');
  },
);

test('the refusal of one’s own approval is said to that person alone', async () => {
  const transcript = await toldOf('approval');
  const [, refusal = ''] = transcript.split('Wasend, only to Ada Admin\n');
  expect(refusal).toMatch(/^\s+Nothing was done\. This is your own request/);
});

test('a key that was taken is shown by its last four characters only', async () => {
  const [before = '', after = ''] = (await toldOf('wrong-key')).split('opens the app’s Home tab');
  expect(before).toContain('wk_next_door_2');
  expect(after).toContain('ends in `or_2`');
  expect(after).not.toContain('next_door');
});
