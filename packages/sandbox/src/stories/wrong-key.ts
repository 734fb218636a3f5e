import { buttons, fields } from './parts.ts';
import type { Story } from './stage.ts';
import { words } from './words.ts';

const wrong = 'wk_not_the_right_one';

/** A workspace connects itself; a wrong key is refused in Wasend's own words and kept nowhere. */
export const wrongKey: Story = {
  title: 'A wrong key, then the right one',
  about: 'Nia connects her workspace to Wasend. The first key she pastes is wrong.',
  async play(stage) {
    await stage.lookAs('Nia Next', '#groups');
    await stage.type('/wasend-leave');
    await stage.see('modal', words.notConnected);
    await stage.tell(
      'Next Door has the app, but is not connected to Wasend. Nia typed the command all the same.',
    );
    await stage.press(buttons.connect);
    await stage.see('modal', /API key/i);
    await stage.fill(fields.key, wrong);
    await stage.press(buttons.submit);
    await stage.see('modal', words.refusedKey);
    await stage.see('modal', wrong);
    await stage.tell(
      'The key was checked with Wasend before it was kept: it is wrong. What was typed stays.',
    );
    await stage.fill(fields.key, 'wk_next_door_2');
    await stage.press(buttons.submit);
    await stage.see('modal', /audit channel/i);
    await stage.choose(fields.session, 'Front desk');
    await stage.choose(fields.auditChannel, '#audit');
    await stage.tell('The right key is taken. Which number, and where is every leave told?');
    await stage.press(buttons.submit);
    await stage.seeNoModal();
    await stage.lookAs('Nia Next', 'Home');
    await stage.see('home', 'Front desk');
    await stage.see('home', 'or_2');
    await stage.tell('The Home tab shows the key by its last four characters only.');
    await stage.lookAs('Nia Next', '#groups');
    await stage.type('/wasend-leave 120363025500000025@g.us');
    await stage.see('modal', 'Book club');
    await stage.tell('Now groups can be left here too.');
    await stage.press(buttons.submit);
    await stage.seeNoModal();
    await stage.see('card', words.confirmed);
    await stage.seeLeaveCalls(1);
    await stage.tell('Left, and confirmed by a look.');
  },
};
