import { describe, expect, test } from '@jest/globals';
import { payloadOf } from '../plain-app.ts';
import { noteModal, plain, useBench } from '../stand-in-bench.ts';

const filled = { note: { text: 'bye' } };

describe('submitting a view', () => {
  const bench = useBench();
  const open = async (more: Record<string, unknown> = {}) => {
    bench.app.answer = () => ({});
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    await bench.call('views.open', { trigger_id: bench.latestTrigger(), view: noteModal(more) });
    return bench.slack.world.viewsOf('U0MEMBER').at(-1)?.id ?? '';
  };
  const views = () => bench.slack.world.viewsOf('U0MEMBER');
  const submitAnswered = async (body: string, status = 200) => {
    const viewId = await open();
    bench.app.answer = () => ({ body, status });
    await bench.slack.submitView({ user: 'U0MEMBER', viewId, values: filled });
    return viewId;
  };

  test('the payload carries what real ones carry', async () => {
    const viewId = await open({ private_metadata: 'r1', external_id: 'e1' });
    await bench.slack.submitView({ user: 'U0MEMBER', viewId, values: filled });
    expect(payloadOf(bench.app.received.at(-1))).toEqual({
      type: 'view_submission',
      team: { id: 'T0AGENCY', domain: 'agency' },
      user: { id: 'U0MEMBER', username: 'mei', name: 'mei', team_id: 'T0AGENCY' },
      api_app_id: 'A0WASEND',
      token: expect.any(String),
      trigger_id: expect.any(String),
      enterprise: null,
      is_enterprise_install: false,
      response_urls: [],
      view: expect.objectContaining({
        id: viewId,
        team_id: 'T0AGENCY',
        app_id: 'A0WASEND',
        bot_id: 'B0APP',
        app_installed_team_id: 'T0AGENCY',
        root_view_id: viewId,
        previous_view_id: null,
        private_metadata: 'r1',
        callback_id: 'note',
        external_id: 'e1',
        hash: expect.any(String),
        state: { values: { note: { text: { type: 'plain_text_input', value: 'bye' } } } },
      }),
    });
  });

  test('an empty answer closes the view', async () => {
    await submitAnswered('');
    expect(views()).toEqual([]);
  });

  test('clear closes every view', async () => {
    await submitAnswered(JSON.stringify({ response_action: 'clear' }));
    expect(views()).toEqual([]);
  });

  test('update changes the view where it is, push lays another on it', async () => {
    const view = noteModal({ title: plain('Next') });
    const updated = await submitAnswered(JSON.stringify({ response_action: 'update', view }));
    expect(views()).toMatchObject([{ id: updated, content: { title: plain('Next') } }]);
    const pushed = await submitAnswered(JSON.stringify({ response_action: 'push', view }));
    expect(views()).toMatchObject([{ id: pushed }, { previousViewId: pushed }]);
  });

  test('errors stay on the view, and only input blocks can have them', async () => {
    await submitAnswered(JSON.stringify({ response_action: 'errors', errors: { note: 'Too short' } }));
    expect(views()).toMatchObject([{ errors: { note: 'Too short' }, failure: null }]);
    await submitAnswered(JSON.stringify({ response_action: 'errors', errors: { other: 'Wrong' } }));
    expect(views()).toMatchObject([{ errors: {}, failure: expect.any(String) }]);
    expect(bench.slack.problems).toHaveLength(1);
  });

  test.each([
    ['a body of ok', 'ok', 200],
    ['an unknown action', '{"response_action":"dance"}', 200],
    ['an update with a view over a limit', '{"response_action":"update","view":{"type":"modal"}}', 200],
    ['a server error', '', 500],
  ])('%s leaves the view open with a failure', async (_name, body, status) => {
    await submitAnswered(body, status);
    expect(views()).toMatchObject([{ failure: expect.stringContaining('trouble') }]);
  });

  test('the same submission can be delivered several times', async () => {
    const viewId = await open();
    const deliveries = await bench.slack.submitView({ user: 'U0MEMBER', viewId, values: filled, times: 3 });
    expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(bench.app.received.slice(-3).map(({ body }) => body)).size).toBe(1);
    expect(views()).toEqual([]);
  });

  test("what Slack's own client would not send is not sent", async () => {
    const input = { type: 'plain_text_input', action_id: 'text', max_length: 2 };
    const viewId = await open({
      blocks: [{ type: 'input', block_id: 'note', label: plain('N'), element: input }],
    });
    const submit = (values: Record<string, Record<string, string>>) =>
      bench.slack.submitView({ user: 'U0MEMBER', viewId, values });
    await expect(submit({})).rejects.toThrow('note is required');
    await expect(submit(filled)).rejects.toThrow('0 to 2 characters');
    await expect(submit({ other: { text: 'a' } })).rejects.toThrow('no field other');
    await expect(bench.slack.submitView({ user: 'U0ADMIN', viewId })).rejects.toThrow('no open view');
  });

  test('choices are made by the value of an offered option', async () => {
    const options = ['a', 'b'].map((value) => ({ text: plain(value), value }));
    const one = { type: 'static_select', action_id: 'one', options };
    const many = { type: 'checkboxes', action_id: 'many', options, initial_options: options };
    const blocks = [one, many].map((element) => ({
      type: 'input',
      block_id: element.action_id,
      label: plain('L'),
      element,
    }));
    const viewId = await open({ blocks });
    const submit = (value: string) =>
      bench.slack.submitView({ user: 'U0MEMBER', viewId, values: { one: { one: value } } });
    await expect(submit('c')).rejects.toThrow('offered are a, b');
    await submit('b');
    expect(payloadOf(bench.app.received.at(-1)).view).toMatchObject({
      state: {
        values: {
          one: { one: { type: 'static_select', selected_option: options[1] } },
          many: { many: { type: 'checkboxes', selected_options: options } },
        },
      },
    });
  });

  test('closing is told only where the view asks for it', async () => {
    const quiet = await open();
    expect(await bench.slack.closeView({ user: 'U0MEMBER', viewId: quiet })).toEqual([]);
    const told = await open({ notify_on_close: true });
    expect(await bench.slack.closeView({ user: 'U0MEMBER', viewId: told })).toHaveLength(1);
    expect(payloadOf(bench.app.received.at(-1))).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { id: told },
    });
    expect(views()).toEqual([]);
  });
});
