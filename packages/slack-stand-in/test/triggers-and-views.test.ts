import { describe, expect, test } from '@jest/globals';
import { noteModal, plain, useBench } from './stand-in-bench.ts';

interface WireView {
  id: string;
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
}
const wire = (answer: Record<string, unknown>) => answer.view as WireView;

describe('triggers', () => {
  const bench = useBench();
  const open = (triggerId: string, token?: string) =>
    bench.call('views.open', { trigger_id: triggerId, view: noteModal() }, token);
  const typed = async () => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    return bench.latestTrigger();
  };

  test('a trigger opens one modal, for the person who typed, and no second one', async () => {
    const trigger = await typed();
    expect(await open(trigger)).toMatchObject({ ok: true });
    expect(await open(trigger)).toEqual({ ok: false, error: 'exchanged_trigger_id' });
    expect(bench.slack.world.viewsOf('U0MEMBER')).toHaveLength(1);
    expect(bench.slack.world.viewsOf('U0ADMIN')).toEqual([]);
  });

  test('a trigger lives for three seconds and not a millisecond longer', async () => {
    const [early, late] = [await typed(), await typed()];
    bench.nowMs += 3000;
    expect(await open(early)).toMatchObject({ ok: true });
    bench.nowMs += 1;
    expect(await open(late)).toEqual({ ok: false, error: 'expired_trigger_id' });
  });

  test('an invented trigger is invalid', async () => {
    expect(await open('1.2.abc')).toEqual({ ok: false, error: 'invalid_trigger_id' });
  });

  test('a trigger that is dead when it arrives can be asked for', async () => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM', trigger: 'stale' });
    expect(await open(bench.latestTrigger())).toEqual({ ok: false, error: 'expired_trigger_id' });
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM', trigger: 'used' });
    expect(await open(bench.latestTrigger())).toEqual({ ok: false, error: 'exchanged_trigger_id' });
  });

  test('a view over a limit is refused with a pointer, is a problem, and does not use the trigger up', async () => {
    const trigger = await typed();
    const view = noteModal({ title: plain('x'.repeat(25)) });
    const refused = await bench.call('views.open', { trigger_id: trigger, view });
    expect(refused).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
    expect(bench.slack.problems).toHaveLength(1);
    expect(await open(trigger)).toMatchObject({ ok: true });
  });
});

describe('views', () => {
  const bench = useBench();
  const opened = async (more: Record<string, unknown> = {}) => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    return wire(await bench.call('views.open', { trigger_id: bench.latestTrigger(), view: noteModal(more) }));
  };
  const withPushButton = {
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'more', text: plain('More') }] }],
  };
  const push = async (view: WireView) => {
    await bench.slack.pressInView({ user: 'U0MEMBER', viewId: view.id, actionId: 'more' });
    return bench.call('views.push', { trigger_id: bench.latestTrigger(), view: noteModal(withPushButton) });
  };

  test('at most three modals lie on each other, and each knows the one below and the root', async () => {
    const first = await opened(withPushButton);
    const second = wire(await push(first));
    const third = wire(await push(second));
    expect(third).toMatchObject({ root_view_id: first.id, previous_view_id: second.id });
    expect(await push(third)).toEqual({ ok: false, error: 'push_limit_reached' });
    expect(bench.slack.world.viewsOf('U0MEMBER').map(({ id }) => id)).toEqual([
      first.id,
      second.id,
      third.id,
    ]);
  });

  test('an update with the hash of an older state is a conflict and changes nothing', async () => {
    const view = await opened();
    const fresh = await bench.call('views.update', {
      view_id: view.id,
      hash: view.hash,
      view: noteModal({ title: plain('Second') }),
    });
    expect(wire(fresh).hash).not.toBe(view.hash);
    const stale = await bench.call('views.update', { view_id: view.id, hash: view.hash, view: noteModal() });
    expect(stale).toEqual({ ok: false, error: 'hash_conflict' });
    expect(bench.slack.world.viewsOf('U0MEMBER')[0]?.content.title).toEqual(plain('Second'));
  });

  test('an update finds a view by external_id, and an external_id is free for one view only', async () => {
    await opened({ external_id: 'request-1' });
    const updated = await bench.call('views.update', { external_id: 'request-1', view: noteModal() });
    expect(updated).toMatchObject({ ok: true });
    const gone = await bench.call('views.update', { external_id: 'request-1', view: noteModal() });
    expect(gone).toEqual({ ok: false, error: 'not_found' });
    await opened({ external_id: 'request-2' });
    await bench.slack.typeCommand({ user: 'U0ADMIN', channel: 'C0TEAM' });
    const twin = await bench.call('views.open', {
      trigger_id: bench.latestTrigger(),
      view: noteModal({ external_id: 'request-2' }),
    });
    expect(twin.error).toBe('duplicate_external_id');
  });

  test('a closed view cannot be updated', async () => {
    const view = await opened();
    await bench.slack.closeView({ user: 'U0MEMBER', viewId: view.id });
    expect(await bench.call('views.update', { view_id: view.id, view: noteModal() })).toEqual({
      ok: false,
      error: 'not_found',
    });
  });

  test('what was typed survives an update where block id and action id stay, and is lost where they change', async () => {
    const inputBlock = (blockId: string) => ({
      type: 'input',
      block_id: blockId,
      dispatch_action: true,
      label: plain('Note'),
      element: { type: 'plain_text_input', action_id: 'text' },
    });
    const view = await opened({ blocks: [inputBlock('kept'), inputBlock('renamed')] });
    for (const blockId of ['kept', 'renamed']) {
      await bench.slack.pressInView({
        user: 'U0MEMBER',
        viewId: view.id,
        actionId: 'text',
        blockId,
        value: 'typed',
      });
    }
    const next = noteModal({ blocks: [inputBlock('kept'), inputBlock('other')] });
    await bench.call('views.update', { view_id: view.id, view: next });
    const [open] = bench.slack.world.viewsOf('U0MEMBER');
    expect(open?.state.kept?.text).toEqual({ type: 'plain_text_input', value: 'typed' });
    expect(open?.state.other?.text).toEqual({ type: 'plain_text_input', value: null });
  });

  test('a Home tab is published for one person and comes along when they open it again', async () => {
    const home = { type: 'home', blocks: [{ type: 'divider' }] };
    await bench.slack.openHome({ user: 'U0MEMBER' });
    const published = await bench.call('views.publish', { user_id: 'U0MEMBER', view: home });
    expect(bench.slack.world.homeOf('U0MEMBER')?.id).toBe(wire(published).id);
    expect(bench.slack.world.homeOf('U0ADMIN')).toBeUndefined();
    await bench.slack.openHome({ user: 'U0MEMBER' });
    const [before, after] = bench.app.received.map(({ body }) => JSON.parse(body).event);
    expect(before).toMatchObject({ type: 'app_home_opened', tab: 'home', user: 'U0MEMBER' });
    expect(before.view).toBeUndefined();
    expect(after.view).toMatchObject({ id: wire(published).id, type: 'home' });
    const conflict = await bench.call('views.publish', { user_id: 'U0MEMBER', hash: 'old', view: home });
    expect(conflict.error).toBe('hash_conflict');
  });
});
