import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bench, startBench } from '../../src/bench.ts';
import { StepFailed } from '../../src/step-failed.ts';
import { fields } from '../../src/stories/parts.ts';
import { playStory } from '../../src/stories/play-story.ts';
import type { Stage, Story } from '../../src/stories/stage.ts';
import { createStandInStage } from '../../src/stories/stages/at-the-stand-ins.ts';
import type { Watch } from '../../src/stories/watch.ts';

const nobody: Watch = {
  told() {},
  looks() {},
  hand() {},
  did() {},
  saw() {},
  async pause() {},
};

/** A Slack whose three seconds do not run out on a busy machine: its clock stands still. */
const startPatientBench = (): Promise<Bench> => {
  const startedAt = Date.now();
  return startBench({}, undefined, { ackTimeoutMs: 60_000, now: () => startedAt });
};

describe('what cannot be done, or does not come true, ends a story with the step’s name', () => {
  let bench: Bench;
  let stage: Stage;
  /** For what never comes. */
  let hurried: Stage;
  beforeAll(async () => {
    bench = await startPatientBench();
    stage = createStandInStage(bench, nobody);
    hurried = createStandInStage(bench, nobody, 100);
  });
  afterAll(() => bench.stop());

  /** A person closes what they have open before they begin anew. */
  const close = async (): Promise<void> => {
    for (const { id } of bench.slack.world.viewsOf('U0ADMIN').toReversed())
      await bench.slack.closeView({ user: 'U0ADMIN', viewId: id });
  };
  /** The picker as it stays: it is first shown without the numbers, while these are read. */
  const picker = async (): Promise<void> => {
    await close();
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type('/wasend-leave');
    await stage.see('modal', '+44 7700 900123');
  };
  const steps: readonly (readonly [string, () => Promise<void>, string])[] = [
    ['nobody looks yet', () => stage.type('/wasend-leave'), 'Nobody looks yet'],
    ['a person nobody knows', () => stage.lookAs('Zoe Zero', '#client-groups'), 'Nobody is called Zoe Zero'],
    ['a channel that is not there', () => stage.lookAs('Ada Admin', '#moon'), 'no channel #moon'],
    [
      'a channel somebody is not in',
      () => stage.lookAs('Gus Guest', '#wasend-audit'),
      'Gus Guest has no channel #wasend-audit',
    ],
    [
      'a command on the Home tab',
      async () => {
        await stage.lookAs('Ada Admin', 'Home');
        await stage.type('/wasend-leave');
      },
      'Ada Admin types /wasend-leave: U0ADMIN is not in home',
    ],
    [
      'a field that is not there',
      async () => {
        await picker();
        await stage.fill('Colour', 'red');
      },
      'Ada Admin fills in “Colour”: red: No field “Colour”, only “Number”, “Groups to leave”, “Show”, “Or paste them”',
    ],
    [
      'text for a field that is chosen from',
      async () => {
        await picker();
        await stage.fill(fields.groups, 'Padel Tuesdays');
      },
      'this is no text field',
    ],
    [
      'a choice for a field of text',
      async () => {
        await picker();
        await stage.choose('Or paste them', 'Padel Tuesdays');
      },
      'this is a text field',
    ],
    [
      'a field where no modal is open',
      async () => close().then(() => stage.fill('Reason', 'none')),
      'no modal is open',
    ],
    [
      'an option that is not offered',
      async () => {
        await picker();
        await stage.choose(fields.groups, 'Padel Tuesdays', 'No such group');
      },
      'There is no option “No such group”',
    ],
    [
      'a button that is not there',
      async () => {
        await picker();
        await stage.press('Launch');
      },
      'Ada Admin presses “Launch”: No button “Launch”, only “Next”',
    ],
    [
      'a modal that stays',
      async () => {
        await picker();
        await hurried.lookAs('Ada Admin', '#client-groups');
        await hurried.seeNoModal();
      },
      'This did not happen within 0.1 s: no modal is open any more',
    ],
    [
      'words that never come',
      async () => {
        await picker();
        await hurried.lookAs('Ada Admin', '#client-groups');
        await hurried.see('modal', 'Abracadabra');
      },
      'This did not happen within 0.1 s: “Abracadabra” in the modal',
    ],
    ['calls that never come', () => hurried.seeLeaveCalls(1), '1 calls to leave at Wasend'],
  ];
  test.each(steps)('%s', async (_, step, words) => {
    const failure: unknown = await step().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StepFailed);
    expect(String(failure)).toContain(words);
  });

  test('a required field that is empty is not sent', async () => {
    await close();
    await stage.lookAs('Ada Admin', 'Home');
    await stage.see('home', 'Wasend key');
    await stage.press('Replace the key');
    await stage.see('modal', 'Wasend API key');
    await expect(stage.press('Check the key')).rejects.toMatchObject({
      name: 'StepFailed',
      message: expect.stringMatching(/^Ada Admin presses “Check the key”: .* required and empty$/),
    });
  });

  test('a person who never opened Home finds it there, and chooses people by name', async () => {
    await stage.lookAs('Olu Owner', 'Home');
    await stage.press('home_rules_who');
    await stage.see('modal', 'Who may leave groups?');
    await stage.choose('People', 'Mei Member');
    await stage.see('modal', '[ @Mei Member ]');
    await expect(stage.choose('People', 'Zoe Zero')).rejects.toThrow('There is no option “Zoe Zero”');
  });

  test('what is filled in stands in the form at once', async () => {
    await picker();
    await stage.fill('Or paste them', '120363025246125486@g.us');
    await stage.see('modal', '[ 120363025246125486@g.us ]');
  });

  test('what Slack would object to ends a story, though every step came true', async () => {
    const quiet: Story = { title: 'Nothing', about: 'Nothing happens.', async play() {} };
    await playStory(bench, quiet, nobody);
    await fetch(`${bench.slack.url}/nowhere`);
    await expect(playStory(bench, quiet, nobody)).rejects.toMatchObject({
      name: 'StepFailed',
      message: expect.stringContaining('/nowhere'),
    });
  });
});

describe('what the app does not acknowledge ends a story', () => {
  let bench: Bench;
  let stage: Stage;
  beforeAll(async () => {
    bench = await startPatientBench();
    stage = createStandInStage(bench, nobody);
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type('/wasend-leave');
    await stage.see('modal', 'Or paste them');
    await bench.app.stop();
  });
  afterAll(() => bench.stop());

  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['types /wasend-leave', () => stage.type('/wasend-leave')],
    ['chooses for “Groups to leave”: Padel Tuesdays', () => stage.choose(fields.groups, 'Padel Tuesdays')],
    ['presses “Next”', () => stage.press('Next')],
  ];
  test.each(steps)('Ada Admin %s', async (what, step) => {
    await expect(step()).rejects.toMatchObject({
      name: 'StepFailed',
      message: `Ada Admin ${what}: the app could not be reached (ECONNREFUSED)`,
    });
  });
});
