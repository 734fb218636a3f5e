import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type SlackStandIn, startSlackStandIn } from '../src/slack-stand-in.ts';

describe('installing in a browser', () => {
  let slack: SlackStandIn;
  const client = { id: '1.2', secret: 'hush', redirectUrls: ['https://app.example/slack'] };
  beforeEach(async () => {
    slack = await startSlackStandIn({ signingSecret: 's', client });
  });
  afterEach(() => slack.close());
  const redirect_uri = 'https://app.example/slack/oauth_redirect';
  const asked = { client_id: '1.2', scope: 'chat:write,commands', state: 'a"<b>&c', redirect_uri };
  const authorize = (more: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${slack.url}/oauth/v2/authorize?${new URLSearchParams({ ...asked, ...more })}`, {
      redirect: 'manual',
      ...init,
    });
  const answer = (fields: Record<string, string>) =>
    fetch(`${slack.url}/oauth/v2/authorize`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...asked, ...fields }),
    });
  const exchange = async (code: string | null, credentials = '1.2:hush') => {
    const response = await fetch(`${slack.apiUrl}oauth.v2.access`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams({ code: code ?? '', redirect_uri }),
    });
    return response.json();
  };

  test('the page names the scopes and the people, and escapes the state', async () => {
    const html = await (await authorize()).text();
    expect(html).toContain('<code>chat:write</code>');
    expect(html).toContain('<option value="T0AGENCY/U0ADMIN">Ada Admin in Agency</option>');
    expect(html).toContain('value="a&quot;&lt;b&gt;&amp;c"');
    expect(html).not.toContain('U0GONE');
  });

  test('Allow carries code and state back, and the scopes asked for are the scopes granted', async () => {
    const response = await answer({ who: 'T0AGENCY/U0ADMIN', answer: 'allow' });
    expect(response.status).toBe(302);
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe(redirect_uri);
    expect(back.searchParams.get('state')).toBe(asked.state);
    const code = back.searchParams.get('code');
    expect(await exchange(code, '1.2:wrong')).toEqual({ ok: false, error: 'bad_client_secret' });
    const installed = await exchange(code);
    expect(installed).toMatchObject({
      ok: true,
      scope: 'chat:write,commands',
      authed_user: { id: 'U0ADMIN' },
    });
    const info = await fetch(`${slack.apiUrl}users.info?user=U0ADMIN`, {
      headers: { authorization: `Bearer ${(installed as { access_token: string }).access_token}` },
    });
    expect(await info.json()).toMatchObject({ error: 'missing_scope', needed: 'users:read' });
    expect(await exchange(code)).toEqual({ ok: false, error: 'invalid_code' });
  });

  test('Cancel carries access_denied and the state back', async () => {
    const back = new URL(
      (await answer({ who: 'T0AGENCY/U0ADMIN', answer: 'deny' })).headers.get('location') ?? '',
    );
    expect(Object.fromEntries(back.searchParams)).toEqual({ state: asked.state, error: 'access_denied' });
  });

  test.each([
    [{ client_id: 'other' }, 'invalid_client_id'],
    [{ redirect_uri: 'https://evil.example/' }, 'bad_redirect_uri'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'bad_redirect_uri'],
    [{ scope: '' }, 'invalid_scope'],
  ])('%j is not even asked', async (more, error) => {
    const response = await authorize(more as Record<string, string>);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(error)]);
    expect(slack.problems).toHaveLength(1);
  });

  test('nobody that is not there lets an app in', async () => {
    expect((await answer({ who: 'T0AGENCY/U0NOBODY', answer: 'allow' })).status).toBe(400);
  });
});
