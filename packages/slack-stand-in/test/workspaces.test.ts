import { describe, expect, test } from '@jest/globals';
import { agencyWorkspace, neighbourWorkspace } from '../src/world/world-seed.ts';
import { payloadOf } from './plain-app.ts';
import { noteModal, useBench } from './stand-in-bench.ts';

const filled = { note: { text: 'bye' } };

describe('an app installed for a whole organisation', () => {
  const enterprise = { id: 'E0GROUP', name: 'Group', isOrgInstall: true };
  const bench = useBench({ workspaces: [agencyWorkspace({ enterprise })] });

  test('commands name the organisation and say so in a string', async () => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    expect(bench.app.received[0]?.form).toMatchObject({
      is_enterprise_install: 'true',
      enterprise_id: 'E0GROUP',
      enterprise_name: 'Group',
    });
  });

  test('interactions leave the team out, and the view says where the app is installed', async () => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    await bench.call('views.open', { trigger_id: bench.latestTrigger(), view: noteModal() });
    const viewId = bench.slack.world.viewsOf('U0MEMBER')[0]?.id ?? '';
    await bench.slack.submitView({ user: 'U0MEMBER', viewId, values: filled });
    expect(payloadOf(bench.app.received.at(-1))).toMatchObject({
      team: null,
      enterprise: { id: 'E0GROUP', name: 'Group' },
      is_enterprise_install: true,
      user: { team_id: 'T0AGENCY' },
      view: { app_installed_team_id: 'T0AGENCY' },
    });
  });
});

describe('two workspaces', () => {
  const bench = useBench({ workspaces: [agencyWorkspace(), neighbourWorkspace()] });

  test('the triggers and views of one are nothing to the other', async () => {
    await bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    const theirs = { trigger_id: bench.latestTrigger(), view: noteModal() };
    expect(await bench.call('views.open', theirs, 'xoxb-stand-in-2')).toMatchObject({
      error: 'invalid_trigger_id',
    });
    await bench.call('views.open', theirs);
    const viewId = bench.slack.world.viewsOf('U0MEMBER')[0]?.id ?? '';
    const update = { view_id: viewId, view: noteModal() };
    expect(await bench.call('views.update', update, 'xoxb-stand-in-2')).toMatchObject({ error: 'not_found' });
  });

  test('acts and events come from the workspace of the person or the one that is named', async () => {
    await bench.slack.typeCommand({ user: 'U1MEMBER', channel: 'C1TEAM' });
    await bench.slack.event({ workspace: 'T0NEXT', event: { type: 'app_uninstalled' } });
    expect(bench.app.received[0]?.form.team_id).toBe('T0NEXT');
    expect(JSON.parse(bench.app.received[1]?.body ?? '')).toMatchObject({ team_id: 'T0NEXT' });
  });

  test('a workspace can be added while it runs', async () => {
    bench.slack.world.addWorkspace(
      agencyWorkspace({ id: 'T0THIRD', botToken: 'xoxb-3', users: [], channels: [] }),
    );
    expect(await bench.call('auth.test', {}, 'xoxb-3')).toMatchObject({ ok: true, team_id: 'T0THIRD' });
  });
});
