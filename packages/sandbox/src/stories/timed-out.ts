import { buttons } from './parts.ts';
import type { Story } from './stage.ts';
import { words } from './words.ts';

/** The answer is lost after the deed was done: never asked again, settled by looking. */
export const timedOut: Story = {
  title: 'Timed out, settled by looking',
  about: 'Wasend does it, but its answer is lost on the way. The app does not ask twice; it looks.',
  async play(stage) {
    await stage.lookAs('Ada Admin', '#client-groups');
    await stage.arrange({ fault: 'done-but-504', call: 'leave' });
    await stage.type('/wasend-leave 120363025246125486@g.us');
    await stage.see('modal', 'Padel Tuesdays');
    await stage.tell(
      'Behind the scenes the next call will be done, but its answer lost: a gateway times out.',
    );
    await stage.press(buttons.submit);
    await stage.seeNoModal();
    await stage.see('card', words.noAnswer);
    await stage.tell(
      'A gateway’s 504 is not Wasend’s answer. Asking again could be a second leave, so the app looks instead.',
    );
    await stage.see('card', words.confirmed);
    await stage.seeLeaveCalls(1);
    await stage.tell(
      'The look shows that the number is out: the call had worked. Wasend was asked exactly once.',
    );
  },
};
