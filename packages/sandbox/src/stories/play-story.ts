import type { Bench } from '../bench.ts';
import { StepFailed } from '../step-failed.ts';
import type { Story } from './stage.ts';
import { createStandInStage } from './stages/at-the-stand-ins.ts';
import type { Watch } from './watch.ts';

/** Plays a story at the stand-ins. Throws StepFailed where a step does not come true, or where Slack or Wasend would object to what the app has sent. */
export async function playStory(
  bench: Pick<Bench, 'slack' | 'wasend'>,
  story: Story,
  watch: Watch,
): Promise<void> {
  await story.play(createStandInStage(bench, watch));
  const objections = [...bench.slack.problems, ...bench.wasend.problems];
  if (objections.length > 0)
    throw new StepFailed(`Slack or Wasend would object: ${JSON.stringify(objections)}`);
}
