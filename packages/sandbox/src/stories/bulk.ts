import { buttons, fields } from './parts.ts';
import type { Story } from './stage.ts';
import { words } from './words.ts';

const pasted = [
  '120363025301560943@g.us',
  '120363025341157698@g.us',
  '120363025356996400@g.us',
  '447700900131-1587570015@g.us',
];

/** Many groups, confirmed by typing how many, and stopped midway by somebody else. */
export const bulk: Story = {
  title: 'Many groups, stopped midway',
  about: 'Ada chooses seven groups, by name and pasted. Mei presses Stop midway.',
  async play(stage) {
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type('/wasend-leave');
    await stage.see('modal', /groups to leave/i);
    await stage.tell('Ada typed the command alone and is asked which groups.');
    await stage.choose(fields.groups, 'Padel Tuesdays', 'R&D & Ops', 'Old project');
    await stage.fill(fields.pasted, pasted.join('\n'));
    await stage.press(buttons.submit);
    await stage.see('modal', 'Old project');
    await stage.tell(
      'Seven groups, each with what is easily overlooked. More than five are confirmed by typing how many.',
    );
    await stage.fill(fields.count, '7');
    await stage.press(buttons.submit);
    await stage.seeNoModal();
    await stage.lookAs('Mei Member', '#client-groups');
    await stage.see('card', '“Successfully left the group.”');
    await stage.tell(
      'They are left one by one. From the fifth on there are pauses: numbers have been banned for leaving fast.',
    );
    await stage.press(buttons.stop);
    await stage.see('card', words.stoppedBy('Mei Member'));
    await stage.see('card', 'Padel Tuesdays');
    await stage.see('card', 'Sales LATAM 2021');
    await stage.tell(
      'Mei has pressed Stop; anyone in the channel may. What was not asked by then stays as it is.',
    );
    await stage.lookAs('Ada Admin', '#wasend-audit');
    await stage.see('card', words.stoppedBy('Mei Member'));
    await stage.tell('The audit channel names who asked and who stopped.');
  },
};
