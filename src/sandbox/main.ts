import { type Bench, startBench } from './bench.ts';
import { leaveStory } from './stories/leave.ts';
import { createTeller, type Teller } from './stories/teller.ts';

const stories: Readonly<Record<string, (bench: Bench, teller: Teller) => Promise<void>>> = {
  leave: leaveStory,
};

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Plays one story and answers the exit code: 0 when every step came true, 1 with the name of the one that did not. */
async function play(name: string): Promise<number> {
  const story = stories[name];
  if (story === undefined) {
    print(`There is no story “${name}”. There are: ${Object.keys(stories).join(', ')}.`);
    return 1;
  }
  const bench = await startBench({ HOLD_SECONDS: '1' });
  try {
    introduce(bench);
    await story(bench, createTeller(bench, print));
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

/** Keeps everything up until Ctrl-C. */
async function keepRunning(): Promise<void> {
  const bench = await startBench();
  introduce(bench);
  print('\nPlay a conversation with: npm run sandbox -- leave');
  print('Stop with Ctrl-C.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      bench.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

const [story] = process.argv.slice(2);
if (story === undefined) {
  await keepRunning();
} else {
  process.exitCode = await play(story);
}
