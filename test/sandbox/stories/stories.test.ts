import { expect, test } from '@jest/globals';
import { startBench } from '../../../src/sandbox/bench.ts';
import { playStory } from '../../../src/sandbox/stories/play-story.ts';
import { stories } from '../../../src/sandbox/stories/stories.ts';
import { createTranscript } from '../../../src/sandbox/stories/transcript-watch.ts';

test.each(Object.entries(stories))(
  'the story “%s” comes true, and its transcript shows everything that people saw',
  async (_, story) => {
    const bench = await startBench({ HOLD_SECONDS: '1' });
    const lines: string[] = [];
    try {
      await playStory(
        bench,
        story,
        createTranscript((line) => lines.push(line)),
      );
    } finally {
      await bench.stop();
    }
    const transcript = lines.join('\n');
    expect(transcript).not.toContain('[cannot be drawn');
    expect(transcript).toContain('acknowledged in');
    expect(story.title.length).toBeLessThan(40);
  },
  40_000,
);
