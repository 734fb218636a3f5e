import { buttons, fields } from './parts.ts';
import type { Story } from './stage.ts';
import { words } from './words.ts';

/** The rules ask for a second person; nobody approves their own request. */
export const approval: Story = {
  title: 'Approval by another',
  about: 'Ada makes the rule that one other person must approve. Olu approves what Ada asks for.',
  async play(stage) {
    await stage.lookAs('Ada Admin', 'Home');
    await stage.see('home', 'Sales UK');
    await stage.tell('The app’s Home tab. Ada changes the rules of the workspace.');
    await stage.press(buttons.safety);
    await stage.see('modal', /approve/i);
    await stage.choose(fields.approvers, '1');
    await stage.fill(fields.approvalOver, '0');
    await stage.tell('From now on one other person must approve every request.');
    await stage.press(buttons.submit);
    await stage.seeNoModal();
    await stage.see('home', /1 other/i);
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.type('/wasend-leave 120363025254044837@g.us');
    await stage.see('modal', 'Harbour Street Deliveries');
    await stage.tell('Ada asks for a group. The dialog says that somebody else must agree.');
    await stage.press(buttons.submit);
    await stage.seeNoModal();
    await stage.see('card', words.approvalNeeded);
    await stage.press(buttons.approve);
    await stage.see('channel', words.ownRequest);
    await stage.seeLeaveCalls(0);
    await stage.tell('Ada pressed Approve and is told, privately, that nobody approves their own request.');
    await stage.lookAs('Olu Owner', '#client-groups');
    await stage.press(buttons.approve);
    await stage.see('card', words.approvedBy('Olu Owner'));
    await stage.tell('Olu has approved. The group is looked at once more, and then it is left.');
    await stage.see('card', words.confirmed);
    await stage.seeLeaveCalls(1);
    await stage.tell('Left, and confirmed by a look.');
  },
};
