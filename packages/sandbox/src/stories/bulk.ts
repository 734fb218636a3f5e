import type { Story } from './stage.ts';

const pasted = [
  '120363025301560943@g.us',
  '120363025341157698@g.us',
  '120363025356996400@g.us',
  '447700900131-1587570015@g.us',
];

/** Many groups, confirmed by typing how many, and stopped midway by somebody else. */
export const bulk: Story = {
  title: 'Many groups, stopped midway',
  about: 'Ada chooses seven groups, by name and pasted. Mei presses Stop after the first.',
  async play(stage) {
    await stage.tell('Ada Admin types the command alone and is asked which groups.');
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type('/wasend-leave');
    await stage.see('modal', 'Which groups should the number leave?');
    await stage.choose('Which groups should the number leave?', 'Padel Tuesdays', 'R&D & Ops', 'Old project');
    await stage.fill('Or paste them', pasted.join('\n'));
    await stage.press('Next');
    await stage.tell(
      'Seven groups, each with what is easily overlooked. More than five are confirmed by typing how many.',
    );
    await stage.see('modal', 'The number is the last member.');
    await stage.fill('Type 7 to confirm leaving 7 groups', '7');
    await stage.press('Leave 7 groups');
    await stage.seeNoModal();
    await stage.lookAs('Mei Member', '#client-groups');
    await stage.tell(
      'The groups are left one by one, with pauses, because numbers have been banned for leaving fast. After the first, Mei Member presses Stop; anyone in the channel may.',
    );
    await stage.see('card', '“Successfully left the group.”');
    await stage.press('Stop');
    await stage.tell('What was not asked by then stays as it is, and the list says which.');
    await stage.see('card', 'Stopped by @Mei Member');
    await stage.see('card', 'stopped. Left: Padel Tuesdays (120363025246125486@g.us)');
    await stage.see('card', 'Stopped: Sales LATAM 2021 (447700900131-1587570015@g.us)');
    await stage.see('channel', 'What was left, as CSV');
    await stage.lookAs('Ada Admin', '#wasend-audit');
    await stage.tell('The audit line names who asked and who stopped.');
    await stage.see('card', 'stopped by @Mei Member');
  },
};
