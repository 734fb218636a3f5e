import type { Story } from './stage.ts';

/** A workspace connects itself; a wrong key is refused in Wasend's own words and kept nowhere. */
export const wrongKey: Story = {
  title: 'A wrong key, then the right one',
  about: 'Nia connects her workspace to Wasend. The first key she pastes is wrong.',
  async play(stage) {
    await stage.tell(
      'Next Door has the app, but is not connected to Wasend. Nia Next types the command all the same.',
    );
    await stage.lookAs('Nia Next', '#groups');
    await stage.type('/wasend-leave');
    await stage.see('modal', 'This workspace is not connected to Wasend yet');
    await stage.press('Connect to Wasend');
    await stage.see('modal', 'Wasend API key');
    await stage.tell('The key is checked with Wasend before it is kept. This one is wrong.');
    await stage.fill('Wasend API key', 'wk_not_the_right_one');
    await stage.press('Check the key');
    await stage.see('modal', 'Wasend refuses this key, so it was not kept. Wasend says: “Unauthorized');
    await stage.tell('Wasend’s own words stand in quotation marks. What was typed stays, to be put right.');
    await stage.see('modal', 'wk_not_the_right_one');
    await stage.fill('Wasend API key', 'wk_next_door_2');
    await stage.press('Check the key');
    await stage.tell('The right key is taken. Which number, and where is every leave told?');
    await stage.see('modal', 'Audit channel');
    await stage.choose('Which number is taken when nobody chooses another?', '+12025550178 · Front desk');
    await stage.choose('Audit channel', '# audit');
    await stage.press('Save');
    await stage.seeNoModal();
    await stage.tell('The Home tab shows the key by its last four characters only.');
    await stage.lookAs('Nia Next', 'Home');
    await stage.see('home', 'ends in or_2');
    await stage.tell('From now on groups can be left here too.');
    await stage.lookAs('Nia Next', '#groups');
    await stage.type('/wasend-leave 120363025500000025@g.us');
    await stage.see('modal', 'Book club');
    await stage.press('Leave group');
    await stage.seeNoModal();
    await stage.see('card', 'Confirmed.');
    await stage.seeLeaveCalls(1);
  },
};
