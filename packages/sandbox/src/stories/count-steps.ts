import type { Stage, Story } from './stage.ts';

/** How many lines a story tells; nothing is done for it. */
export async function countSteps(story: Story): Promise<number> {
  let steps = 0;
  const nothing = async (): Promise<void> => {};
  const stage: Stage = {
    async tell() {
      steps += 1;
    },
    lookAs: nothing,
    type: nothing,
    fill: nothing,
    choose: nothing,
    press: nothing,
    see: nothing,
    seeNoModal: nothing,
    arrange: nothing,
    seeLeaveCalls: nothing,
  };
  await story.play(stage);
  return steps;
}
