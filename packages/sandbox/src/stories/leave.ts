import { buttons } from './parts.ts';
import type { Story } from './stage.ts';
import { words } from './words.ts';

const groupId = '120363025246125486@g.us';

/** One group, end to end: typed, shown, confirmed, left, confirmed by looking, on the record. */
export const leave: Story = {
  title: 'One group',
  about: 'Ada takes the number out of one group. It is shown first, left, and confirmed by a look.',
  async play(stage) {
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type(`/wasend-leave ${groupId}`);
    await stage.see('modal', 'Padel Tuesdays');
    await stage.tell('Ada typed the command. A dialog shows what would be left; nothing has happened yet.');
    await stage.press(buttons.submit);
    await stage.seeNoModal();
    await stage.see('card', 'Padel Tuesdays');
    await stage.tell('The card is in the channel. Until the time it says, anyone in it can press Stop.');
    await stage.see('card', '“Successfully left the group.”');
    await stage.tell('The number has left. Wasend’s own words stand in quotation marks.');
    await stage.see('card', words.confirmed);
    await stage.tell('A look at the group has confirmed it.');
    await stage.lookAs('Ada Admin', '#wasend-audit');
    await stage.see('card', 'Padel Tuesdays');
    await stage.seeLeaveCalls(1);
    await stage.tell('It is on record in the audit channel, and Wasend was asked exactly once.');
  },
};
