import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { approveInBrowser } from '@wasend-slack/sandbox/approve-in-browser.ts';
import { neighbourWorkspace } from '@wasend-slack/slack-stand-in/world/world-seed.ts';
import { SessionId, UserId, WorkspaceId } from '../../src/leaving/ids.ts';
import { actionIds } from '../../src/messages/ids.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { createInstallations } from '../../src/workspaces/installed/installations.ts';
import { parseEncryptionKeys } from '../../src/workspaces/sealed/encryption-keys.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { apiKey, byOauth, encryptionKey, House, publicUrl, sessionId } from './house.ts';
import { requestsOf } from './on-record.ts';

const organisation = WorkspaceId.parse('E0GROUP');
const [admin, workspaceAdmin, channel] = ['U1HEAD', 'U1ADMIN', 'C1TEAM'];

const overHttp = { ...byOauth, HOLD_SECONDS: '0' };
const overSocket = { ...overHttp, SLACK_APP_TOKEN: 'xapp-stand-in-1', SLACK_SIGNING_SECRET: '' };

describe.each([
  ['over HTTP', overHttp],
  ['over Socket Mode', overSocket],
])('an app installed for a whole organisation, %s', (_, environment) => {
  let house: House;
  beforeEach(async () => {
    house = await House.start(environment);
    const enterprise = { id: organisation, name: 'Group', isOrgInstall: true };
    const { users, channels } = neighbourWorkspace();
    const stranger = { id: 'U1SHARED', name: 'sam', is_admin: true, homeWorkspace: 'T0ELSEWHERE' };
    const head = { id: 'U1HEAD', name: 'hope', isOrganisationAdmin: true };
    const all = channels.map((one) => ({ ...one, members: [...one.members, stranger.id, head.id] }));
    house.slack.world.addWorkspace(
      neighbourWorkspace({ enterprise, users: [...users, stranger, head], channels: all }),
    );
    const app = { url: `http://127.0.0.1:${house.app.port}` };
    await approveInBrowser({ slack: house.slack, app }, { workspace: 'T0NEXT', user: admin, publicUrl });
    await connections().put(
      {
        workspaceId: organisation,
        apiKey,
        sessionId: SessionId.parse(sessionId),
        auditChannel: null,
        connectedAt: 0,
        connectedBy: null,
      },
      null,
    );
  });
  afterEach(() => house.end());

  const secretBox = createSecretBox(parseEncryptionKeys(encryptionKey));
  const connections = () =>
    createConnections({
      keyv: house.storage.keyv('connections', 'durable'),
      secretBox,
      rules: house.storage.rules(house.config.rules),
    });
  const installations = () =>
    createInstallations({ keyv: house.storage.keyv('installations', 'durable'), secretBox });

  test('is one workspace to it: an admin of the organisation leaves a group, on the organisation’s record', async () => {
    const group = house.group();
    await house.openModal(group.id, { user: admin, channel });
    await house.confirm({ user: admin });
    await house.until('the end', () => house.card(channel).includes('confirmed'), 500);
    expect(await requestsOf(house, organisation)).toHaveLength(1);
    expect(await requestsOf(house, WorkspaceId.parse('T0NEXT'))).toEqual([]);
    await house.slack.openHome({ user: admin });
    await house.until('Home', () =>
      house.text(house.slack.world.homeOf(admin)?.content).includes(actionIds.homeSafety),
    );
  });

  test('an admin of one of its workspaces does not decide for all of them, unless the rules name them', async () => {
    const { view } = await house.openModal(house.group().id, { user: workspaceAdmin, channel });
    expect(house.text(view.content)).toContain('Here admins and owners may');
    await house.rule({ leavers: { users: [UserId.parse(workspaceAdmin)], userGroups: [] } }, organisation);
    const again = await house.openModal(house.group().id, { user: workspaceAdmin, channel });
    expect(house.text(again.view.content.submit)).toContain('Leave this group');
  });

  test('people of another organisation are refused all the same', async () => {
    const { view } = await house.openModal(house.group().id, { user: 'U1SHARED', channel });
    expect(house.text(view.content)).toContain('People from other organisations may not');
  });

  test('an uninstall wipes the organisation', async () => {
    await house.slack.event({ workspace: 'T0NEXT', event: { type: 'app_uninstalled' } });
    await house.until('the wipe', () => house.logLines.some((line) => line.includes('uninstalled: token')));
    expect(await installations().get(organisation)).toBeNull();
    expect(await connections().get(organisation)).toBeNull();
  });
});
