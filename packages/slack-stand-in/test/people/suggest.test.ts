import { describe, expect, test } from '@jest/globals';
import { payloadOf } from '../plain-app.ts';
import { noteModal, plain, useBench } from '../stand-in-bench.ts';

describe('typing into an external select', () => {
  const bench = useBench();
  const menu = { type: 'external_select', action_id: 'group', min_query_length: 2 };
  const typing = async (typed: string) => {
    const blocks = [{ type: 'input', block_id: 'groups', label: plain('Group'), element: menu }];
    bench.app.answer = ({ form }) =>
      form.payload ? { body: JSON.stringify({ options: [{ text: plain('Choir'), value: 'g1' }] }) } : {};
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    await bench.call('views.open', { trigger_id: bench.latestTrigger(), view: noteModal({ blocks }) });
    const viewId = bench.slack.world.viewsOf('U0MEMBER')[0]?.id ?? '';
    return { user: 'U0MEMBER', viewId, blockId: 'groups', actionId: 'group', typed };
  };

  test('the app is asked with what was typed, and its options are shown', async () => {
    const { options } = await bench.slack.suggest(await typing('ch'));
    expect(options).toEqual([{ text: plain('Choir'), value: 'g1' }]);
    expect(payloadOf(bench.app.received.at(-1))).toMatchObject({
      type: 'block_suggestion',
      action_id: 'group',
      block_id: 'groups',
      value: 'ch',
      container: { type: 'view' },
      view: { callback_id: 'note' },
    });
  });

  test('below min_query_length nothing is asked, and options over a limit are not shown', async () => {
    const typed = await typing('ch');
    await expect(bench.slack.suggest({ ...typed, typed: 'c' })).rejects.toThrow('from 2 characters');
    const option = { text: plain('x'.repeat(76)), value: 'g1' };
    bench.app.answer = () => ({ body: JSON.stringify({ options: [option] }) });
    expect((await bench.slack.suggest(typed)).options).toEqual([]);
    expect(bench.slack.problems).toMatchObject([{ method: 'block_suggestion reply' }]);
  });
});
