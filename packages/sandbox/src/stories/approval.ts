import type { Story } from './stage.ts';

/** The rules ask for a second person; nobody approves their own request. */
export const approval: Story = {
  title: 'Approval by another',
  about: 'Ada makes the rule that one other person must approve. Olu approves what Ada asks for.',
  async play(stage) {
    await stage.tell('Ada Admin opens the app’s Home tab and changes the rules.');
    await stage.lookAs('Ada Admin', 'Home');
    await stage.see('home', 'Approvals: none');
    await stage.press('Change the rules');
    await stage.see('modal', 'How many others must approve?');
    await stage.choose('How many others must approve?', '1');
    await stage.fill('Requests of more groups than this need it', '0');
    await stage.press('Save');
    await stage.seeNoModal();
    await stage.see('home', 'Approvals: 1 other person');
    await stage.tell('Then Ada asks for a group. The dialog says who must agree.');
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type('/wasend-leave 120363025254044837@g.us');
    await stage.see('modal', 'Harbour Street Deliveries');
    await stage.see('modal', 'one other person who may leave must approve it');
    await stage.press('Leave group');
    await stage.seeNoModal();
    await stage.see('card', 'Approval needed');
    await stage.tell('Ada presses Approve and is told, privately, that nobody approves their own request.');
    await stage.press('Approve');
    await stage.see('channel', 'This is your own request, so others decide about it.');
    await stage.seeLeaveCalls(0);
    await stage.tell('Olu Owner approves. The list is looked at once more, and then it is left.');
    await stage.lookAs('Olu Owner', '#client-groups');
    await stage.press('Approve');
    await stage.see('card', 'Approved by @Olu Owner');
    await stage.see('card', 'Confirmed.');
    await stage.seeLeaveCalls(1);
  },
};
