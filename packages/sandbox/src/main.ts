import { type Bench, startBench } from './bench.ts';
import { readCommandLine, usage } from './command-line.ts';
import { playStory } from './stories/play-story.ts';
import { stories } from './stories/stories.ts';
import { createTranscript } from './stories/transcript-watch.ts';
import { runPage } from './web/run-page.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Plays one story and answers the exit code: 0 when every step came true, 1 with the name of the one that did not. */
async function play(name: keyof typeof stories): Promise<number> {
  const story = stories[name];
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

/** Whether there is somebody in front of this machine, with a screen to open a browser on. */
function hasScreen(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY, CI } = process.env;
  if (CI !== undefined || !process.stdout.isTTY) return false;
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
}

const asked = readCommandLine(process.argv.slice(2));
switch (asked.kind) {
  case 'help':
    print(usage);
    break;
  case 'wrong':
    print(`${asked.why}\n\n${usage}`);
    process.exitCode = 1;
    break;
  case 'story':
    process.exitCode = await play(asked.name);
    break;
  case 'page':
    await runPage(print, {
      opensBrowser: asked.opens && hasScreen(),
      more: asked.more,
      ...(asked.port === null ? {} : { port: asked.port }),
    });
    break;
}
