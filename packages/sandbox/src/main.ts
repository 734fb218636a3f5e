import { type Bench, startBench } from './bench.ts';
import { playStory } from './stories/play-story.ts';
import { stories } from './stories/stories.ts';
import { createTranscript } from './stories/transcript-watch.ts';
import { runPage } from './web/run-page.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Plays one story and answers the exit code: 0 when every step came true, 1 with the name of the one that did not. */
async function play(name: string): Promise<number> {
  const story = Object.hasOwn(stories, name) ? stories[name as keyof typeof stories] : undefined;
  if (story === undefined) {
    print(`There is no story “${name}”. There are:`);
    for (const [known, { title }] of Object.entries(stories)) print(`  ${known.padEnd(10)} ${title}`);
    return 1;
  }
  const bench = await startBench({ HOLD_SECONDS: '1' });
  try {
    introduce(bench);
    print(`\n${story.title}. ${story.about}`);
    await playStory(bench, story, createTranscript(print));
    print('\nEvery step came true.');
    return 0;
  } catch (error) {
    print(`\nFAILED: ${error instanceof Error ? error.message : String(error)}`);
    print(`\nThe app’s log:\n${bench.app.log.join('\n')}`);
    return 1;
  } finally {
    await bench.stop();
  }
}

function introduce({ slack, wasend, app }: Bench): void {
  print('wasend-slack sandbox: stand-ins for Slack and Wasend, and the real app between them');
  print(`  Slack stand-in    ${slack.url}`);
  print(`  Wasend stand-in   ${wasend.url}`);
  print(`  the app           ${app.url}   (ready ${(app.startMs / 1000).toFixed(1)} s after its start)`);
}

const [story] = process.argv.slice(2);
if (story === undefined) await runPage(print);
else process.exitCode = await play(story);
