import type { Story } from './stage.ts';

const groupId = '120363025246125486@g.us';

/** One group, end to end: typed, shown, confirmed, left, confirmed by looking, on the record. */
export const leave: Story = {
  title: 'One group',
  about: 'Ada takes the number out of one group. It is shown first, left, and confirmed by a look.',
  async play(stage) {
    await stage.tell('Ada Admin types the command with a group’s id.');
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type(`/wasend-leave ${groupId}`);
    await stage.tell('A dialog shows what would be left. Nothing has happened yet.');
    await stage.see('modal', 'Padel Tuesdays');
    await stage.press('Leave group');
    await stage.seeNoModal();
    await stage.see('card', 'Nothing has happened yet.');
    await stage.tell('The card in the channel. For a moment anyone can still press Stop.');
    await stage.tell('Wasend has answered; its own words stand in quotation marks.');
    await stage.see('card', '“Successfully left the group.”');
    await stage.tell('A look at the group has confirmed it.');
    await stage.see('card', 'Confirmed.');
    await stage.see('channel', 'What was left, as CSV');
    await stage.tell('The audit channel has one line for it, with its place in the ledger.');
    await stage.lookAs('Ada Admin', '#wasend-audit');
    await stage.see('card', groupId);
    await stage.tell('Wasend was asked to leave exactly once.');
    await stage.seeLeaveCalls(1);
  },
};
