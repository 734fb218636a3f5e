import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bench, startBench } from '../../../src/sandbox/bench.ts';
import { createStandInStage } from '../../../src/sandbox/stories/at-the-stand-ins.ts';
import type { Stage } from '../../../src/sandbox/stories/stage.ts';
import type { Watch } from '../../../src/sandbox/stories/watch.ts';

const nobody: Watch = {
  told() {},
  looks() {},
  did() {},
  saw() {},
  async pause() {},
};

describe('what cannot be done, or does not come true, ends a story with the step’s name', () => {
  let bench: Bench;
  let stage: Stage;
  beforeAll(async () => {
    bench = await startBench();
    stage = createStandInStage(bench, nobody, 1_000);
  });
  afterAll(() => bench.stop());

  /** A person closes what they have open before they begin anew. */
  const close = async (): Promise<void> => {
    for (const { id } of bench.slack.world.viewsOf('U0ADMIN').toReversed())
      await bench.slack.closeView({ user: 'U0ADMIN', viewId: id });
  };
  const picker = async (): Promise<void> => {
    await close();
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type('/wasend-leave');
    await stage.see('modal', 'Or paste them');
  };
  const steps: readonly (readonly [string, () => Promise<void>, string])[] = [
    ['nobody looks yet', () => stage.type('/wasend-leave'), 'Nobody looks yet'],
    ['a person nobody knows', () => stage.lookAs('Zoe Zero', '#client-groups'), 'Nobody is called Zoe Zero'],
    ['a channel that is not there', () => stage.lookAs('Ada Admin', '#moon'), 'no channel #moon'],
    [
      'a field that is not there',
      async () => {
        await picker();
        await stage.fill('Colour', 'red');
      },
      'No field “Colour”, only “Which ',
    ],
    [
      'an option that is not offered',
      async () => {
        await picker();
        await stage.choose('Which groups should the number leave?', 'Padel Tuesdays', 'No such group');
      },
      'There is no option “No such group”',
    ],
    [
      'a button that is not there',
      async () => {
        await picker();
        await stage.press('Launch');
      },
      'No button “Launch”, only none',
    ],
    [
      'words that never come',
      async () => {
        await picker();
        await stage.see('modal', 'Abracadabra');
      },
      'This did not happen within 1 s: “Abracadabra” in the modal',
    ],
    ['calls that never come', () => stage.seeLeaveCalls(1), '1 calls to leave at Wasend'],
  ];
  test.each(steps)('%s', async (_, step, words) => {
    await expect(step()).rejects.toMatchObject({
      name: 'StepFailed',
      message: expect.stringContaining(words),
    });
  });

  test('a required field that is empty is not sent', async () => {
    await close();
    await stage.lookAs('Ada Admin', 'Home');
    await stage.see('home', 'Wasend key');
    await stage.press('Replace the key');
    await stage.see('modal', 'Wasend API key');
    await expect(stage.press('Check the key')).rejects.toThrow('required and empty');
  });

  test('what is filled in stands in the form at once', async () => {
    await picker();
    await stage.fill('Or paste them', '120363025246125486@g.us');
    await stage.see('modal', '[ 120363025246125486@g.us ]');
  });
});
