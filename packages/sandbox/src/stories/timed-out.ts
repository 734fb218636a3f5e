import type { Story } from './stage.ts';

/** The answer is lost after the deed was done: never asked again, settled by looking. */
export const timedOut: Story = {
  title: 'Timed out, settled by looking',
  about: 'Wasend does it, but its answer is lost on the way. The app does not ask twice; it looks.',
  async play(stage) {
    await stage.tell('The next call will be done, but its answer lost: the gateway times out.');
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.arrange({ fault: 'done-but-504', call: 'leave' });
    await stage.type('/wasend-leave 120363025246125486@g.us');
    await stage.see('modal', 'Padel Tuesdays');
    await stage.press('Leave group');
    await stage.seeNoModal();
    await stage.tell(
      'No definite answer came back. Asking again could be a second leave, so the group is looked at instead.',
    );
    await stage.see('card', 'No definite answer came back');
    await stage.tell('The look shows that the number is out: the call had worked.');
    await stage.see('card', 'Confirmed.');
    await stage.tell('Wasend was asked exactly once.');
    await stage.seeLeaveCalls(1);
  },
};
