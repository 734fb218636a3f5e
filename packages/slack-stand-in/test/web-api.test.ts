import { describe, expect, test } from '@jest/globals';
import { agencyWorkspace, neighbourWorkspace } from '../src/world/world-seed.ts';
import { useBench } from './stand-in-bench.ts';

describe('tokens and scopes', () => {
  const bench = useBench({ workspaces: [agencyWorkspace(), neighbourWorkspace()] });

  test('each token is its own workspace', async () => {
    expect(await bench.call('auth.test', {})).toMatchObject({ team_id: 'T0AGENCY', user_id: 'U0BOT' });
    expect(await bench.call('auth.test', {}, 'xoxb-stand-in-2')).toMatchObject({ team_id: 'T0NEXT' });
    expect(await bench.call('users.info', { user: 'U0ADMIN' }, 'xoxb-stand-in-2')).toEqual({
      ok: false,
      error: 'user_not_found',
    });
  });

  test('a missing, wrong, revoked or app-level token is refused', async () => {
    const missing = await fetch(`${bench.slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await missing.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await bench.call('auth.test', {}, 'xoxb-wrong')).toMatchObject({ error: 'invalid_auth' });
    expect(await bench.call('auth.test', {}, 'xapp-stand-in-1')).toMatchObject({
      error: 'not_allowed_token_type',
    });
    bench.slack.world.workspace('T0AGENCY').tokenRefusal = 'token_revoked';
    expect(await bench.call('auth.test', {})).toMatchObject({ error: 'token_revoked' });
  });

  test('a scope that was not granted is named', async () => {
    bench.slack.world.workspace('T0AGENCY').scopes.delete('users:read');
    expect(await bench.call('users.info', { user: 'U0ADMIN' })).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: expect.stringContaining('chat:write'),
    });
  });

  test('an unknown method is answered and noted', async () => {
    expect(await bench.call('chat.shout', {})).toEqual({ ok: false, error: 'unknown_method' });
    expect(bench.slack.problems).toMatchObject([{ method: 'chat.shout', message: 'unknown_method' }]);
  });

  test('a JSON body works as a form does, and broken JSON does not', async () => {
    const post = (body: string) =>
      fetch(`${bench.slack.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          authorization: 'Bearer xoxb-stand-in-1',
        },
        body,
      }).then((response) => response.json());
    expect(await post(JSON.stringify({ channel: 'C0TEAM', text: 'hello' }))).toMatchObject({ ok: true });
    expect(await post('{')).toEqual({ ok: false, error: 'invalid_json' });
  });

  test('the journal holds every call with decoded arguments and its answer', async () => {
    await bench.call('chat.postMessage', { channel: 'C0TEAM', text: 'a', blocks: [{ type: 'divider' }] });
    expect(bench.slack.journal).toMatchObject([
      {
        method: 'chat.postMessage',
        token: 'xoxb-stand-in-1',
        workspaceId: 'T0AGENCY',
        args: { channel: 'C0TEAM', blocks: [{ type: 'divider' }] },
        status: 200,
        answer: { ok: true },
        at: bench.nowMs,
      },
    ]);
  });
});

describe('what an app may ask', () => {
  const bench = useBench();

  test.each([
    ['U0ADMIN', { is_admin: true, is_owner: false, is_restricted: false, deleted: false, is_bot: false }],
    ['U0OWNER', { is_admin: true, is_owner: true }],
    ['U0MEMBER', { is_admin: false, is_owner: false, is_ultra_restricted: false, tz: 'Europe/Berlin' }],
    ['U0GUEST', { is_restricted: true }],
    ['U0GONE', { deleted: true }],
    ['U0BOT', { is_bot: true }],
  ])('users.info of %s', async (user, expected) => {
    const answer = await bench.call('users.info', { user, include_locale: true });
    expect(answer).toMatchObject({ ok: true, user: { id: user, team_id: 'T0AGENCY', ...expected } });
  });

  test('a locale comes only when asked for', async () => {
    const asked = await bench.call('users.info', { user: 'U0MEMBER', include_locale: true });
    const unasked = await bench.call('users.info', { user: 'U0MEMBER' });
    expect(asked.user).toHaveProperty('locale', 'en-US');
    expect(unasked.user).not.toHaveProperty('locale');
  });

  test('conversations: what is visible, what is not, and opening a direct message', async () => {
    expect(await bench.call('conversations.info', { channel: 'C0QUIET' })).toMatchObject({
      channel: {
        name: 'random',
        is_member: false,
        is_private: false,
        is_archived: false,
        is_ext_shared: false,
      },
    });
    bench.slack.world.channel('C0QUIET').isSharedOutside = true;
    expect(await bench.call('conversations.info', { channel: 'C0QUIET' })).toMatchObject({
      channel: { is_shared: true, is_ext_shared: true },
    });
    expect(await bench.call('conversations.info', { channel: 'G0PRIVATE' })).toMatchObject({
      error: 'channel_not_found',
    });
    expect(await bench.call('conversations.open', { users: 'U0MEMBER' })).toEqual({
      ok: true,
      channel: { id: 'D0MEMBER' },
    });
    expect(await bench.call('conversations.open', { users: 'U0MEMBER' })).toMatchObject({
      already_open: true,
    });
    expect(await bench.call('conversations.open', { users: 'U0GONE' })).toMatchObject({
      error: 'user_disabled',
    });
    expect(await bench.call('conversations.open', { users: 'U0NOBODY' })).toMatchObject({
      error: 'user_not_found',
    });
    expect(await bench.call('conversations.open', {})).toMatchObject({ error: 'users_list_not_supplied' });
  });

  test('user groups and the team', async () => {
    expect(await bench.call('usergroups.list', { include_users: true })).toMatchObject({
      usergroups: [{ id: 'S0LEADS', handle: 'leads', users: ['U0ADMIN', 'U0MEMBER'] }],
    });
    expect(await bench.call('usergroups.users.list', { usergroup: 'S0LEADS' })).toEqual({
      ok: true,
      users: ['U0ADMIN', 'U0MEMBER'],
    });
    expect(await bench.call('usergroups.users.list', { usergroup: 'S0NONE' })).toMatchObject({
      error: 'no_such_subteam',
    });
    expect(await bench.call('team.info', {})).toMatchObject({ team: { id: 'T0AGENCY', name: 'Agency' } });
  });

  test('blocks.validate says what is wrong and where, and is no problem', async () => {
    const blocks = [{ type: 'section', text: { type: 'invalid', text: 'a' } }];
    expect(await bench.call('blocks.validate', { blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [{ code: 'failed_constraint', message: 'unsupported type: invalid', pointer: '/0/text/type' }],
    });
    expect(await bench.call('blocks.validate', { view: { type: 'modal' } })).toMatchObject({
      error: 'invalid_view',
    });
    expect(await bench.call('blocks.validate', { message: { text: 'a' } })).toEqual({ ok: true });
    expect(await bench.call('blocks.validate', { blocks, view: {} })).toMatchObject({
      error: 'invalid_arguments',
    });
    expect(bench.slack.problems).toEqual([]);
  });

  test('a missing argument is named, and is a problem', async () => {
    expect(await bench.call('chat.update', { channel: 'C0TEAM', text: 'a' })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: ts [json-pointer:/ts]'] },
    });
    expect(bench.slack.problems).toHaveLength(1);
  });
});
