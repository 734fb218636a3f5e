import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';

/**
 * Installs the app for a workspace as a browser does: begins at the app, lets a person approve at Slack, and brings the
 * code back. Throws when the app does not take it.
 */
export async function approveInBrowser(
  { slack, app }: { readonly slack: SlackStandIn; readonly app: { readonly url: string } },
  by: { readonly workspace: string; readonly user: string; readonly publicUrl: string },
): Promise<void> {
  const begun = await fetch(`${app.url}/slack/install`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const redirectUri = `${by.publicUrl}/slack/oauth_redirect`;
  const code = slack.approveInstall({ workspace: by.workspace, user: by.user, redirectUri });
  const query = new URLSearchParams({ code, state });
  const done = await fetch(`${app.url}/slack/oauth_redirect?${query}`, { headers: { cookie } });
  await done.body?.cancel();
  if (!done.ok) throw new Error(`The app did not take the installation of ${by.workspace}: ${done.status}`);
}
