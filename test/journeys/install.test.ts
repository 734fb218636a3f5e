import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { neighbourWorkspace } from '@wasend-slack/slack-stand-in/world/world-seed.ts';
import { SessionId, WorkspaceId } from '../../src/leaving/ids.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { createInstallations } from '../../src/workspaces/installed/installations.ts';
import { parseEncryptionKeys } from '../../src/workspaces/sealed/encryption-keys.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { admin, apiKey, byOauth, encryptionKey, House, publicUrl, sessionId, team } from './house.ts';
import { requestsOf } from './on-record.ts';

const agency = WorkspaceId.parse('T0AGENCY');
const next = WorkspaceId.parse('T0NEXT');

describe('installing by OAuth', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ ...byOauth, HOLD_SECONDS: '0' });
    house.slack.world.addWorkspace(neighbourWorkspace());
  });
  afterEach(() => house.end());

  const base = () => `http://127.0.0.1:${house.app.port}`;
  const secretBox = () => createSecretBox(parseEncryptionKeys(encryptionKey));
  const installations = () =>
    createInstallations({ keyv: house.storage.keyv('installations', 'durable'), secretBox: secretBox() });
  const connections = () =>
    createConnections({
      keyv: house.storage.keyv('connections', 'durable'),
      secretBox: secretBox(),
      rules: house.storage.rules(house.config.rules),
    });

  /** What a browser brings back from Slack's consent page. */
  const begin = async () => {
    const response = await fetch(`${base()}/slack/install`, { redirect: 'manual' });
    const address = new URL(response.headers.get('location') ?? 'http://nowhere');
    const cookie = (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    return { address, cookie, state: address.searchParams.get('state') ?? '' };
  };
  const comeBack = (query: Record<string, string>, cookie: string) =>
    fetch(`${base()}/slack/oauth_redirect?${new URLSearchParams(query)}`, { headers: { cookie } });
  const install = async (workspace: string, user: string) => {
    const { state, cookie } = await begin();
    const code = house.slack.approveInstall({
      workspace,
      user,
      redirectUri: `${publicUrl}/slack/oauth_redirect`,
    });
    return comeBack({ code, state }, cookie);
  };
  const connect = (workspaceId: WorkspaceId, key: string) =>
    connections().put(
      {
        workspaceId,
        apiKey: key,
        sessionId: SessionId.parse(sessionId),
        auditChannel: null,
        connectedAt: 0,
        connectedBy: null,
      },
      null,
    );

  test('asks Slack for the scopes of the manifest, and comes back to this app', async () => {
    const { address } = await begin();
    expect(address.origin + address.pathname).toBe(`${house.slack.url}/oauth/v2/authorize`);
    expect(address.searchParams.get('scope')).toBe(
      'commands,chat:write,chat:write.public,users:read,usergroups:read,channels:read,groups:read',
    );
    expect(address.searchParams.get('redirect_uri')).toBe(`${publicUrl}/slack/oauth_redirect`);
  });

  test('the cookie of the way there is for no other site, no script and no plain line', async () => {
    const answer = await fetch(`${base()}/slack/install`, { redirect: 'manual' });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    for (const word of ['Secure', 'HttpOnly', 'SameSite=Lax']) expect(cookies[0]).toContain(`; ${word}`);
  });

  test('the whole way of a browser leads through the Slack that SLACK_API_URL names', async () => {
    const { address, cookie } = await begin();
    const page = await fetch(address);
    expect(await page.text()).toContain('<code>usergroups:read</code>');
    const allowed = await fetch(address.origin + address.pathname, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams([...address.searchParams, ['who', `T0AGENCY/${admin}`], ['answer', 'allow']]),
    });
    const back = new URL(allowed.headers.get('location') ?? 'http://nowhere');
    expect(back.origin + back.pathname).toBe(`${publicUrl}/slack/oauth_redirect`);
    expect((await comeBack(Object.fromEntries(back.searchParams), cookie)).status).toBe(200);
    expect(await installations().get(agency)).toMatchObject({ workspaceId: agency });
  });

  test('an installed workspace is served with its own token, sealed at rest', async () => {
    const response = await install('T0AGENCY', admin);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('/wasend-leave help');
    const token = house.slack.world.workspace('T0AGENCY').botToken;
    expect(
      JSON.stringify(await house.storage.keyv('installations', 'durable').get('T0AGENCY')),
    ).not.toContain(token);
    await connect(agency, apiKey);
    const group = house.group();
    await house.openModal(group.id);
    await house.confirm();
    await house.until('the end', () => house.card().includes('confirmed'), 500);
    expect(
      house.slack.journal
        .filter(({ method }) => method === 'chat.postMessage')
        .every((call) => call.token === token),
    ).toBe(true);
    expect(house.logLines.join('')).not.toContain(token);
  });

  test('installed again with other scopes, it goes on with the new token; connection and open requests stay', async () => {
    await install('T0AGENCY', admin);
    await connect(agency, apiKey);
    const { scopes, botToken: first } = house.slack.world.workspace('T0AGENCY');
    scopes.delete('usergroups:read');
    await house.openModal(house.group().id);
    scopes.add('usergroups:read');
    expect((await install('T0AGENCY', admin)).status).toBe(200);
    const second = house.slack.world.workspace('T0AGENCY').botToken;
    expect(second).not.toBe(first);
    await house.confirm();
    await house.until('the end', () => house.card().includes('confirmed'), 500);
    expect(house.slack.journal.filter(({ method }) => method === 'chat.postMessage').at(-1)?.token).toBe(
      second,
    );
    expect((await connections().get(agency))?.apiKey).toBe(apiKey);
  });

  test('two workspaces never meet: not in token, group, card or history', async () => {
    await install('T0AGENCY', admin);
    await install('T0NEXT', 'U1ADMIN');
    house.wasend.world.addKey('wk_next');
    house.wasend.world.addSession('wk_next', {
      id: 'next-session',
      name: 'Next',
      phoneNumber: '+12025550199',
    });
    house.wasend.world.addGroup('next-session', { name: 'Only next door' });
    await connect(agency, apiKey);
    await connections().put(
      {
        workspaceId: next,
        apiKey: 'wk_next',
        sessionId: SessionId.parse('next-session'),
        auditChannel: null,
        connectedAt: 0,
        connectedBy: null,
      },
      null,
    );
    const nextGroup = house.wasend.world.groups('next-session')[0]?.id ?? '';
    await house.openModal(nextGroup);
    expect(house.text(house.slack.world.viewsOf(admin).at(-1)?.content)).not.toContain('Only next door');
    await house.slack.typeCommand({ user: 'U1ADMIN', channel: 'C1TEAM', text: nextGroup });
    await house.until('the name next door', () =>
      house.text(house.slack.world.viewsOf('U1ADMIN').at(-1)?.content).includes('Only next door'),
    );
    await house.confirm({ user: 'U1ADMIN' });
    await house.until('the end next door', () => house.card('C1TEAM').includes('confirmed'), 500);
    expect(house.messages(team)).toEqual([]);
    const keys = new Set(house.wasend.leaveCalls().map(({ key }) => key));
    expect(keys.size).toBe(1);
    expect(await requestsOf(house, agency)).toEqual([]);
    expect(await requestsOf(house, next)).toHaveLength(1);
  });

  const refused: readonly (readonly [
    string,
    (good: { state: string; cookie: string }) => { state: string; cookie: string },
  ])[] = [
    [
      'a forged state',
      ({ cookie }) => ({
        state: `${'0'.repeat(48)}.${'0'.repeat(64)}`,
        cookie: `${cookie.split('=')[0]}=${'0'.repeat(48)}.${'0'.repeat(64)}`,
      }),
    ],
    ['another browser’s state', ({ state }) => ({ state, cookie: '' })],
    ['no state', ({ cookie }) => ({ state: '', cookie })],
  ];
  test.each(refused)('%s installs nothing', async (_, change) => {
    const { state, cookie } = change(await begin());
    const code = house.slack.approveInstall({ workspace: 'T0AGENCY', user: admin });
    const response = await comeBack({ code, ...(state === '' ? {} : { state }) }, cookie);
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(
      /Nothing was installed\. .*(browser|by this app).*ws-[0-9a-f]{10}/s,
    );
    expect(await installations().get(agency)).toBeNull();
  });

  test('a state is good once and for ten minutes, and the page says that it was that', async () => {
    const first = await begin();
    const code = () => house.slack.approveInstall({ workspace: 'T0AGENCY', user: admin });
    expect((await comeBack({ code: code(), state: first.state }, first.cookie)).status).toBe(200);
    const second = await comeBack({ code: code(), state: first.state }, first.cookie);
    expect(second.status).toBe(400);
    expect(await second.text()).toContain('was used before, or is more than ten minutes old');
    const late = await begin();
    await house.clock.advance(10 * 60_000 + 1);
    expect((await comeBack({ code: code(), state: late.state }, late.cookie)).status).toBe(400);
  });

  test('a consent that was cancelled, or a code Slack does not take, is told with a way back', async () => {
    const { state, cookie } = await begin();
    const cancelled = await comeBack({ error: 'access_denied', state }, cookie);
    expect(cancelled.status).toBe(400);
    const page = await cancelled.text();
    expect(page).toContain('It was cancelled in Slack.');
    // Below a path of its own the app has its pages there too.
    const [, href = ''] = /href="([^"]*)"/.exec(page) ?? [];
    for (const path of ['', '/wasend'])
      expect(new URL(href, `${publicUrl}${path}/slack/oauth_redirect?error=x`).href).toBe(
        `${publicUrl}${path}/slack/install`,
      );
    house.slack.knobs.failNext('oauth.v2.access', { status: 500 });
    const lost = await begin();
    const broken = await comeBack({ code: 'made-up', state: lost.state }, lost.cookie);
    expect(await broken.text()).toContain('Something went wrong between this app and Slack.');
    const again = await begin();
    const response = await comeBack({ code: 'made-up', state: again.state }, again.cookie);
    expect(await response.text()).toMatch(/Slack did not take it.*href="install"/s);
  });

  test('a rotating token is exchanged once, however many ask at the same time', async () => {
    house.slack.rotateTokens(true);
    await install('T0AGENCY', admin);
    await connect(agency, apiKey);
    const before = house.slack.world.workspace('T0AGENCY').botToken;
    await house.clock.advance(11 * 60 * 60_000);
    await Promise.all(
      ['status', 'help', 'history', 'status'].map((text) =>
        house.slack.typeCommand({ user: admin, channel: team, text }),
      ),
    );
    await house.until('four answers', () => house.slack.world.ephemeralsFor(admin).length === 4);
    const refreshes = house.slack.journal.filter(
      ({ method, args }) => method === 'oauth.v2.access' && args.grant_type === 'refresh_token',
    );
    expect(refreshes).toHaveLength(1);
    expect(house.slack.world.workspace('T0AGENCY').botToken).not.toBe(before);
  });

  test('a stop waits for an exchange under way: its answer is given once, and without it the app would have to be installed anew', async () => {
    house.slack.rotateTokens(true);
    await install('T0AGENCY', admin);
    await house.clock.advance(11 * 60 * 60_000);
    const isExchange = ({ method, args }: (typeof house.slack.journal)[number]) =>
      method === 'oauth.v2.access' && args.grant_type === 'refresh_token';
    house.slack.knobs.slow('oauth.v2.access', 1_000);
    await house.slack.typeCommand({ user: admin, channel: team, text: 'help' });
    await house.until('the exchange', () => house.slack.journal.some(isExchange));
    await house.stopApp();
    await house.startApp();
    const kept = await installations().get(agency);
    expect(kept?.botToken).toBe(house.slack.world.workspace('T0AGENCY').botToken);
    house.slack.knobs.slow('oauth.v2.access', 0);
    // The next one is taken, so it is the refresh token of the last.
    await house.clock.advance(11 * 60 * 60_000);
    await house.slack.typeCommand({ user: admin, channel: team, text: 'help' });
    await house.until('a second exchange', () => house.slack.journal.filter(isExchange).length === 2);
    const exchanges = house.slack.journal.filter(isExchange);
    await house.until('its answer', () => exchanges[1]?.status === 200);
    expect(exchanges.map(({ answer }) => (answer as { ok: boolean }).ok)).toEqual([true, true]);
  });

  test('a stop lets an installation that is on its way be stored, and answers its browser', async () => {
    house.slack.knobs.slow('oauth.v2.access', 500);
    const installing = install('T0AGENCY', admin);
    await house.until('the exchange', () =>
      house.slack.journal.some(({ method }) => method === 'oauth.v2.access'),
    );
    await house.stopApp();
    expect((await installing).status).toBe(200);
    await house.startApp();
    expect(await installations().get(agency)).not.toBeNull();
  });

  const gone = {
    app_uninstalled: { type: 'app_uninstalled' },
    tokens_revoked: { type: 'tokens_revoked', tokens: { bot: ['U0BOT'], oauth: [] } },
  };
  test.each([
    ['app_uninstalled', 'tokens_revoked'],
    ['tokens_revoked', 'app_uninstalled'],
  ] as const)(
    '%s and then %s wipe token, connection and open requests; the ledger stays',
    async (first, second) => {
      await install('T0AGENCY', admin);
      await install('T0NEXT', 'U1ADMIN');
      await connect(agency, apiKey);
      await connect(next, apiKey);
      house.wasend.world.addManyGroups(sessionId, 8);
      const groups = house.wasend.world.groups(sessionId).slice(-8);
      await house.openModal(groups.map(({ id }) => id).join(' '));
      const held = house.wasend.gate.hold('leave');
      await house.confirm();
      await house.until('a first call', () => held.waiting() === 1);
      house.slack.world.workspace('T0AGENCY').tokenRefusal = 'account_inactive';
      await house.slack.event({ workspace: 'T0AGENCY', event: gone[first] });
      await house.slack.event({ workspace: 'T0AGENCY', event: gone[second] });
      await house.until('the wipe', () => house.logLines.some((line) => line.includes('uninstalled: token')));
      held.release();
      let open = 1;
      const look = async () => {
        open = (await house.storage.ledger.open(agency)).length;
      };
      await house.until(
        'no open request',
        () => {
          void look();
          return open === 0;
        },
        1_000,
      );
      expect(await installations().get(agency)).toBeNull();
      expect(await connections().get(agency)).toBeNull();
      expect(house.wasend.leaveCalls().length).toBeLessThanOrEqual(1);
      expect(await requestsOf(house, agency)).toHaveLength(1);
      expect(await installations().get(next)).not.toBeNull();
      expect(await connections().get(next)).not.toBeNull();
    },
  );

  test('a modal sent after the uninstall is answered in the modal: nothing was done', async () => {
    await install('T0AGENCY', admin);
    await connect(agency, apiKey);
    await house.openModal(house.group().id);
    await installations().remove(agency);
    const [delivery] = await house.confirm();
    expect(delivery?.status).toBe(200);
    expect(JSON.parse(delivery?.body ?? '{}')).toMatchObject({ response_action: 'update' });
    expect(house.text((await house.openView()).content)).toContain('Nothing was done');
    await house.clock.advance(60_000);
    expect(house.wasend.leaveCalls()).toEqual([]);
  });

  test('a late word about an uninstall does not end a newer installation', async () => {
    await install('T0AGENCY', admin);
    const late = house.slack.event({ workspace: 'T0AGENCY', event: gone.app_uninstalled });
    await late;
    expect(await installations().get(agency)).toBeNull();
    await house.clock.advance(5_000);
    await install('T0AGENCY', admin);
    const payload = house.slack.deliveries.find(({ type }) => type === 'events_api')?.payload;
    const body = JSON.stringify({ ...(payload as object), event_id: 'EvLate' });
    await house.slack.raw(body, { 'content-type': 'application/json', ...house.slack.sign(body) });
    await house.clock.advance(1_000);
    expect(await installations().get(agency)).not.toBeNull();
  });
});
